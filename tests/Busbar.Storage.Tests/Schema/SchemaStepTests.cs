using Busbar.Storage.Schema;

namespace Busbar.Storage.Tests.Schema;

public sealed class SchemaStepTests
{
    [Fact]
    public void Steps_are_numbered_upwards_and_each_says_which_programs_go_on()
    {
        var numbers = Migrations.All.Select(migration => migration.Number).ToList();
        Assert.Equal(numbers.Order().Distinct(), numbers);
        Assert.All(Migrations.All, migration => Assert.InRange(migration.Oldest, 1, migration.Number));
    }

    /// <summary>From here on a release is followed by the next without a pause: a step that breaks the release before it is a decision, and stands here with its reason.</summary>
    [Fact]
    public void Steps_after_the_first_release_with_rolling_upgrades_leave_the_program_before_them_working()
    {
        int[] breaking = [];
        Assert.Equal(breaking, Migrations.All.Where(migration => migration.Number > 9 && migration.Oldest == migration.Number).Select(migration => migration.Number));
    }
}
