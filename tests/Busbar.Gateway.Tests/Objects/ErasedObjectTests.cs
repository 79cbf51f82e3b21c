using System.Text.Json.Nodes;
using Busbar.Core.Calls;
using Busbar.Core.Erasure;
using Busbar.Core.Intake;
using Busbar.Core.Objects;
using Busbar.Core.Verdicts;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;
using static Busbar.Gateway.Tests.Objects.OldSamples;
using static Busbar.Gateway.Tests.Objects.Samples;

namespace Busbar.Gateway.Tests.Objects;

/// <summary>What partners are shown, and what they bring, after a driver was erased.</summary>
public sealed class ErasedObjectTests : IAsyncLifetime
{
    private const string Uid = "04AABBCC";

    private ObjectGateway _gateway = null!;

    public async ValueTask InitializeAsync()
    {
        _gateway = await ObjectGateway.StartAsync();
        await _gateway.Get<IVerdictStore>().SaveAsync([], long.MaxValue, Cancellation);
    }

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Page_that_was_kept_shows_the_pseudonym_and_so_do_the_object_and_other_versions()
    {
        var (cpo, emsp) = (await _gateway.ConnectCpoAsync(OcpiVersion.V221), await _gateway.ConnectEmspAsync(OcpiVersion.V221));
        for (var number = 1; number <= 3; number++)
        {
            await cpo.PostAsync("receiver/cdrs", Cdr("NL/CPO", $"C{number}", "DE/MSP", OcpiVersion.V221).ToJsonString());
        }

        for (var reading = 0; reading < 3; reading++)
        {
            Assert.Equal(3, Count(await emsp.GetAsync("sender/cdrs"), Uid)); // kept from the second time on
        }

        Assert.Equal(3, (await EraseAsync()).Erased["cdrs"]);
        var page = await emsp.GetAsync("sender/cdrs");
        Assert.Equal(0, Count(page, Uid));
        Assert.Equal(3, page.Data.GetArrayLength());
        Assert.All(page.Data.EnumerateArray(), cdr => Assert.StartsWith("ERASED-", cdr.GetProperty("cdr_token").GetProperty("uid").GetString(), StringComparison.Ordinal));
        Assert.All(page.Data.EnumerateArray(), cdr => Assert.Equal("2026-06-01T09:05:00Z", cdr.GetProperty("last_updated").GetString()));
        Assert.DoesNotContain(Uid, (await emsp.Speaking(OcpiVersion.V230).GetAsync("sender/cdrs")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Owner_that_brings_an_erased_session_or_cdr_again_is_answered_and_brings_nothing_back()
    {
        var cpo = await _gateway.ConnectCpoAsync(OcpiVersion.V221);
        var cdr = Cdr("NL/CPO", "C1", "DE/MSP", OcpiVersion.V221);
        var session = Session("NL/CPO", "S1", "DE/MSP", "COMPLETED");
        await cpo.PostAsync("receiver/cdrs", cdr.ToJsonString());
        await cpo.PutAsync("receiver/sessions/NL/CPO/S1", session.ToJsonString());
        await EraseAsync();
        var texts = (await _gateway.TextAsync(ModuleId.Cdrs, "NL/CPO", "C1"), await _gateway.TextAsync(ModuleId.Sessions, "NL/CPO", "S1"));
        var last = await _gateway.Changes.LastSequenceAsync(Cancellation);

        Assert.Equal(1000, (await cpo.PostAsync("receiver/cdrs", cdr.ToJsonString())).Status);
        Assert.Equal(1000, (await cpo.PutAsync("receiver/sessions/NL/CPO/S1", session.With("last_updated", Wednesday).ToJsonString())).Status);
        Assert.Equal(1000, (await cpo.PatchAsync("receiver/sessions/NL/CPO/S1", new JsonObject { ["cdr_token"] = CdrToken("DE/MSP"), ["last_updated"] = Thursday }.ToJsonString())).Status);

        Assert.Equal(texts, (await _gateway.TextAsync(ModuleId.Cdrs, "NL/CPO", "C1"), await _gateway.TextAsync(ModuleId.Sessions, "NL/CPO", "S1")));
        Assert.Equal(last, await _gateway.Changes.LastSequenceAsync(Cancellation));
        Assert.Empty(await _gateway.Get<IQuarantine>().ListAsync(new IntakeQuery { Limit = 10 }, Cancellation));
    }

    [Fact]
    public async Task Session_of_2_1_1_that_comes_again_is_not_noted_anew_and_later_versions_see_the_pseudonym()
    {
        var (cpo, emsp) = (await _gateway.ConnectCpoAsync(OcpiVersion.V211), await _gateway.ConnectEmspAsync(OcpiVersion.V221));
        await emsp.PutAsync($"receiver/tokens/DE/MSP/{Uid}", Token("DE/MSP", Uid).ToJsonString());
        await _gateway.Get<ChargeBook>().NoteAsync(
            ObjectGateway.Party("NL/CPO"), AgreedCharge.Of(new DriverToken(ObjectGateway.Party("DE/MSP"), Uid, "RFID", Contract)) with { Reference = "REF-0001" }, Cancellation);
        var session = OldSession("S1").With("status", "COMPLETED");
        await cpo.PutAsync("receiver/sessions/NL/CPO/S1", session.ToJsonString());
        await emsp.PutAsync($"receiver/tokens/DE/MSP/{Uid}", Token("DE/MSP", Uid, valid: false, lastUpdated: Tuesday).ToJsonString());
        var before = await emsp.GetAsync("sender/sessions?date_from=2020-01-01T00:00:00Z");
        Assert.Equal(Uid, before.Data[0].GetProperty("cdr_token").GetProperty("uid").GetString());

        await EraseAsync();
        var shown = (await emsp.GetAsync("sender/sessions?date_from=2020-01-01T00:00:00Z")).Data[0].GetProperty("cdr_token");
        Assert.All((string[])["uid", "contract_id"], name => Assert.StartsWith("ERASED-", shown.GetProperty(name).GetString(), StringComparison.Ordinal));
        Assert.Equal("MSP", shown.GetProperty("party_id").GetString());

        Assert.Equal(1000, (await cpo.PutAsync("receiver/sessions/NL/CPO/S1", session.With("last_updated", Wednesday).ToJsonString())).Status);
        var links = _gateway.Get<ILinkStore>();
        Assert.Empty(await links.FindAsync("session", null, Contract, Cancellation));
        Assert.Empty(await links.FindAsync(TokenBook.Kind, null, Contract, Cancellation));
        Assert.Empty(await links.FindAsync(ChargeBook.Kind, null, Uid, Cancellation));
    }

    [Fact]
    public async Task Token_that_its_owner_brings_again_is_a_new_one()
    {
        var emsp = await _gateway.ConnectEmspAsync(OcpiVersion.V221);
        await emsp.PutAsync($"receiver/tokens/DE/MSP/{Uid}", Token("DE/MSP", Uid, valid: false).ToJsonString());
        Assert.Equal(1, (await EraseAsync()).Erased["tokens"]);
        Assert.Null(await _gateway.FindAsync(ModuleId.Tokens, "DE/MSP", Uid));
        Assert.Equal("0", (await (await _gateway.ConnectCpoAsync(OcpiVersion.V221)).GetAsync("sender/tokens")).Header("X-Total-Count"));

        Assert.Equal(201, (await emsp.PutAsync($"receiver/tokens/DE/MSP/{Uid}", Token("DE/MSP", Uid).ToJsonString())).Http);
        Assert.Contains(Uid, await _gateway.TextAsync(ModuleId.Tokens, "DE/MSP", Uid), StringComparison.Ordinal);
    }

    private Task<ErasureResult> EraseAsync() =>
        new DriverEraser(_gateway.Get<IErasureStore>(), _gateway.Store, _gateway.Get<ILinkStore>(), _gateway.Clock).RunAsync(
            new ErasureOrder { CountryCode = "DE", PartyId = "MSP", Uid = Uid }, ErasureProgress.New(), (_, _) => Task.CompletedTask, Cancellation);

    private static int Count(Answer page, string text) => page.Text.Split(text).Length - 1;
}
