using System.Text;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Wire.Common;
using Busbar.Ocpi.Wire.Validation;
using Busbar.Testing;
using static Busbar.Gateway.Tests.Objects.Samples;

namespace Busbar.Gateway.Tests.Objects;

/// <summary>Whatever version objects came in, a reader's list holds complete objects of the reader's version; what is incomplete never gets that far.</summary>
public sealed class ListTests : IAsyncLifetime
{
    private ObjectGateway _gateway = null!;
    private Partner _older = null!;
    private Partner _newer = null!;

    public static TheoryData<OcpiVersion> Versions => [OcpiVersion.V221, OcpiVersion.V230];

    public async ValueTask InitializeAsync()
    {
        _gateway = await ObjectGateway.StartAsync();
        _older = await _gateway.ConnectCpoAsync(OcpiVersion.V221);
        _newer = await _gateway.ConnectCpoAsync(OcpiVersion.V230, "BE/NEW");
    }

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Theory, MemberData(nameof(Versions))]
    [Requirement("LOC-022")]
    public async Task Every_location_in_the_list_is_complete(OcpiVersion version)
    {
        await _older.PutAsync("receiver/locations/NL/CPO/L1", Location("NL/CPO", "L1", Monday, Evse("E1")).ToJsonString());
        await _newer.PutAsync("receiver/locations/BE/NEW/L2", Location("BE/NEW", "L2", Monday, Evse("E1")).ToJsonString());
        var incomplete = Location("NL/CPO", "L3", Monday, Evse("E1")).Without("coordinates");
        Assert.Equal(2001, (await _older.PutAsync("receiver/locations/NL/CPO/L3", incomplete.ToJsonString())).Status);
        await AssertCompleteAsync(version, ObjectType.Location, "sender/locations");
    }

    [Theory, MemberData(nameof(Versions))]
    [Requirement("SES-021")]
    public async Task Every_session_in_the_list_is_complete(OcpiVersion version)
    {
        await _older.PutAsync("receiver/sessions/NL/CPO/S1", Session("NL/CPO", "S1", "DE/MSP").ToJsonString());
        await _newer.PutAsync("receiver/sessions/BE/NEW/S2", Session("BE/NEW", "S2", "DE/MSP").ToJsonString());
        var incomplete = Session("NL/CPO", "S3", "DE/MSP").Without("auth_method");
        Assert.Equal(2001, (await _older.PutAsync("receiver/sessions/NL/CPO/S3", incomplete.ToJsonString())).Status);
        await AssertCompleteAsync(version, ObjectType.Session, $"sender/sessions?date_from={Monday}");
    }

    [Theory, MemberData(nameof(Versions))]
    [Requirement("CDR-026")]
    public async Task Every_cdr_in_the_list_is_complete(OcpiVersion version)
    {
        await _older.PostAsync("receiver/cdrs", Cdr("NL/CPO", "C1", "DE/MSP", OcpiVersion.V221).ToJsonString());
        await _newer.PostAsync("receiver/cdrs", Cdr("BE/NEW", "C2", "DE/MSP", OcpiVersion.V230).ToJsonString());
        var incomplete = Cdr("NL/CPO", "C3", "DE/MSP", OcpiVersion.V221).Without("cdr_location");
        Assert.Equal(2001, (await _older.PostAsync("receiver/cdrs", incomplete.ToJsonString())).Status);
        await AssertCompleteAsync(version, ObjectType.Cdr, "sender/cdrs");
    }

    private async Task AssertCompleteAsync(OcpiVersion version, ObjectType type, string list)
    {
        var reader = await _gateway.ConnectEmspAsync(version);
        var listed = (await reader.GetAsync(list)).Data.EnumerateArray().ToList();
        Assert.Equal(2, listed.Count);
        Assert.All(listed, item => Assert.DoesNotContain(
            ObjectValidator.Validate(type, version, Encoding.UTF8.GetBytes(item.GetRawText())).Findings, finding => finding.Severity == Severity.Error));
    }
}
