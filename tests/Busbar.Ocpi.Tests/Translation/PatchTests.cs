using Busbar.Ocpi.Wire.Common;
using static Busbar.Ocpi.Tests.Translation.Translations;

namespace Busbar.Ocpi.Tests.Translation;

public sealed class PatchTests
{
    [Fact]
    public void Patch_of_a_status_keeps_its_bytes()
    {
        const string Given = """{"status": "CHARGING", "last_updated": "2025-03-01T10:00:00Z"}""";

        Assert.Equal(Given, PatchDown(ObjectType.Evse, Given).Text());
        Assert.Equal(Given, PatchUp(ObjectType.Evse, Given).Text());
    }

    [Fact]
    public void Patch_of_what_221_does_not_have_leaves_the_time_of_change()
    {
        var down = PatchDown(ObjectType.Location, """{"help_phone":"+31201234567","last_updated":"2025-03-01T10:00:00Z"}""");

        Assert.Equal("""{"last_updated":"2025-03-01T10:00:00Z"}""", down.Text());
        Assert.Equal(["X-LOC-12 Dropped /help_phone"], down.Rules());
    }

    [Fact]
    public void Patch_of_a_cost_changes_its_shape_only()
    {
        var up = PatchUp(ObjectType.Session, """{"kwh":2.50,"total_cost":{"excl_vat":1.00,"incl_vat":1.19},"last_updated":"2025-03-01T10:00:00Z"}""");

        Assert.Equal("""{"kwh":2.50,"total_cost":{"before_taxes":1.00,"taxes":[{"name":"VAT","amount":0.19}]},"last_updated":"2025-03-01T10:00:00Z"}""", up.Text());
    }

    [Fact]
    public void Null_in_a_patch_stays_null() =>
        Assert.Equal("null", PatchDown(ObjectType.Session, """{"total_cost":null,"last_updated":"2025-03-01T10:00:00Z"}""").At("/total_cost"));

    [Fact]
    public void Patch_that_gives_a_connector_a_standard_that_221_does_not_know_is_withheld() =>
        Assert.True(PatchDown(ObjectType.Connector, """{"standard":"MCS","last_updated":"2025-03-01T10:00:00Z"}""").IsWithheld);

    [Fact]
    public void Objects_without_a_patch_are_withheld()
    {
        Assert.True(PatchDown(ObjectType.Tariff, "{}").IsWithheld);
        Assert.True(PatchDown(ObjectType.Cdr, "{}").IsWithheld);
    }
}
