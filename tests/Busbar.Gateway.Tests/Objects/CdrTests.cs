using System.Text;
using System.Text.Json.Nodes;
using Busbar.Core.Intake;
using Busbar.Ocpi.Model.Common;
using Busbar.Testing;
using static Busbar.Gateway.Tests.Objects.Samples;

namespace Busbar.Gateway.Tests.Objects;

/// <summary>What is particular to CDRs: each is kept once, and corrected by another one.</summary>
public sealed class CdrTests : IAsyncLifetime
{
    private ObjectGateway _gateway = null!;

    public static TheoryData<OcpiVersion> Versions => [OcpiVersion.V221, OcpiVersion.V230];

    public async ValueTask InitializeAsync() => _gateway = await ObjectGateway.StartAsync();

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Theory, MemberData(nameof(Versions))]
    [Requirement("CDR-005", "CDR-009")]
    public async Task Cdr_is_corrected_by_a_credit_cdr_that_repeats_it_and_not_otherwise(OcpiVersion version)
    {
        var cpo = await _gateway.ConnectCpoAsync(version);
        var emsp = await _gateway.ConnectEmspAsync(version);
        await cpo.PostAsync("receiver/cdrs", Cdr("NL/CPO", "C1", "DE/MSP", version).ToJsonString());
        Assert.Equal(2001, (await cpo.PostAsync("receiver/cdrs", Cdr("NL/CPO", "C1", "DE/MSP", version, "5.00").ToJsonString())).Status);

        var taken = await _gateway.Intake.AddCdrAsync(
            IntakeSource.Of(cpo.Connection, version), Encoding.UTF8.GetBytes(Credit(version).ToJsonString()), TestContext.Current.CancellationToken);
        Assert.Equal(IntakeOutcome.Created, taken.Outcome);
        Assert.DoesNotContain(taken.Findings, finding => finding.Rule == "credit");
        Assert.Equal(201, (await cpo.PostAsync("receiver/cdrs", Cdr("NL/CPO", "C2", "DE/MSP", version, "5.00").ToJsonString())).Http);
        Assert.Equal(["C1", "C1-C", "C2"], (await emsp.GetAsync("sender/cdrs")).Ids());
    }

    [Theory, MemberData(nameof(Versions))]
    [Requirement("CDR-009", "CDR-010")]
    public async Task Credit_cdr_that_differs_from_what_it_credits_is_noted(OcpiVersion version)
    {
        var cpo = await _gateway.ConnectCpoAsync(version);
        await cpo.PostAsync("receiver/cdrs", Cdr("NL/CPO", "C1", "DE/MSP", version).ToJsonString());
        var credit = Credit(version, "-3.00").With("total_energy", 9).Without("session_id");
        Assert.Equal(201, (await cpo.PostAsync("receiver/cdrs", credit.ToJsonString())).Http);
        await _gateway.Exchanges.NotedAsync("/total_energy");
        await _gateway.Exchanges.NotedAsync("/session_id");
        await _gateway.Exchanges.NotedAsync("/total_cost/");
    }

    [Fact]
    public async Task Cdr_that_comes_again_with_another_content_is_refused_for_that_and_not_for_what_is_tolerated_in_it()
    {
        var cpo = await _gateway.ConnectCpoAsync(OcpiVersion.V221);
        await cpo.PostAsync("receiver/cdrs", Cdr("NL/CPO", "C1", "DE/MSP", OcpiVersion.V221).ToJsonString());
        var another = Cdr("NL/CPO", "C1", "DE/MSP", OcpiVersion.V221, "5.00").With("status", "NEW");
        another["cdr_location"]!["coordinates"] = new JsonObject { ["latitude"] = "52.1", ["longitude"] = "4.9" };
        var answer = await cpo.PostAsync("receiver/cdrs", another.ToJsonString());

        Assert.Equal(2001, answer.Status);
        Assert.Contains("never replaced", answer.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("latitude", answer.Message, StringComparison.Ordinal);
    }

    [Fact]
    [Requirement("CDR-037")]
    public async Task Id_of_a_cdr_counts_within_its_owner()
    {
        var two = await _gateway.ConnectAsync("two", OcpiVersion.V221, null, ("NL/AAA", Role.Cpo), ("NL/BBB", Role.Cpo));
        var first = await two.PostAsync("receiver/cdrs", Cdr("NL/AAA", "C1", "DE/MSP", OcpiVersion.V221).ToJsonString());
        var second = await two.PostAsync("receiver/cdrs", Cdr("NL/BBB", "C1", "DE/MSP", OcpiVersion.V221, "7.00").ToJsonString());
        Assert.Equal((201, 201), (first.Http, second.Http));
        Assert.NotEqual(first.Headers.Location, second.Headers.Location);
        Assert.Equal(2001, (await two.PostAsync("receiver/cdrs", Cdr("NL/AAA", "C1", "DE/MSP", OcpiVersion.V221, "7.00").ToJsonString())).Status);
    }

    private static JsonObject Credit(OcpiVersion version, string cost = "-4.00") =>
        Cdr("NL/CPO", "C1", "DE/MSP", version, cost).With("id", "C1-C").With("credit", true).With("credit_reference_id", "C1");
}
