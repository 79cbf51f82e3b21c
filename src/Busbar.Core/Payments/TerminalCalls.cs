using System.Buffers;
using System.Text.Json;
using Busbar.Core.Calls;
using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;
using Busbar.Ocpi.Wire.Common;
using Busbar.Ocpi.Wire.Http;
using Busbar.Ocpi.Wire.Patching;
using Busbar.Ocpi.Wire.Validation;

namespace Busbar.Core.Payments;

/// <summary>What a CPO asks of a terminal's provider (PTP): to set one up, to take one out of use, to change one. Routed now, answered now.</summary>
public sealed class TerminalCalls(CallRouter router, IRequestSender sender, IObjectStore objects, ICallStore calls, TimeProvider clock)
{
    private const string Change = "CHANGE_TERMINAL";

    /// <summary>How long a hosted provider may take to set a terminal up, or to take it out of use.</summary>
    private static readonly TimeSpan HostedTimeout = TimeSpan.FromDays(7);

    // Only a top-level text is added; rules of particular objects do not apply to that.
    private static readonly ObjectType AnyObject = new("");

    /// <summary>Asks for a terminal to be set up. The provider makes it in its own time, and posts it.</summary>
    public async Task<CallAnswer> ActivateAsync(Caller caller, ReadOnlyMemory<byte> terminal, CancellationToken cancellation)
    {
        var body = WithTime(terminal);
        var validation = ObjectValidator.ValidatePatch(ObjectType.Terminal, OcpiVersion.V230, body.Span);
        if (!validation.IsAcceptable)
        {
            return CallAnswer.Invalid(validation);
        }

        if (caller.Connection is null && !NamesDevice(body))
        {
            return CallAnswer.Refused(2001, "/reference: an activation names the device (reference, terminal_id) or its places (location_ids, evse_uids).");
        }

        var request = new ModuleRequest("POST", ModuleId.Payments, InterfaceRole.Sender, [Collections.Terminals, "activate"], body);
        return (await AskAsync(caller, "ACTIVATE_TERMINAL", await router.ToTerminalProviderAsync(caller, null, cancellation), request)).Answer;
    }

    /// <summary>Asks for a terminal to be taken out of use. Nothing is removed: what runs goes on.</summary>
    public async Task<CallAnswer> DeactivateAsync(Caller caller, string terminalId, CancellationToken cancellation)
    {
        var request = new ModuleRequest("POST", ModuleId.Payments, InterfaceRole.Sender, [Collections.Terminals, terminalId, "deactivate"], default);
        return (await AskAsync(caller, "DEACTIVATE_TERMINAL", await router.ToTerminalProviderAsync(caller, terminalId, cancellation), request)).Answer;
    }

    /// <summary>Assigns places to a terminal, or changes where its invoices are. What the provider accepted is remembered here too.</summary>
    /// <param name="caller">The CPO.</param>
    /// <param name="terminalId">The terminal.</param>
    /// <param name="change">The properties that change.</param>
    /// <param name="whole">Whether it came as a PUT, which the package's own example uses for single properties as well (PAY-024).</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task<CallAnswer> ChangeAsync(Caller caller, string terminalId, ReadOnlyMemory<byte> change, bool whole, CancellationToken cancellation)
    {
        var body = WithTime(change);
        var validation = ObjectValidator.ValidatePatch(ObjectType.Terminal, OcpiVersion.V230, body.Span);
        if (!validation.IsAcceptable)
        {
            return CallAnswer.Invalid(validation);
        }

        if (ObjectScan.Read(body.Span, OwnedModule.Terminals.IdField).Id is { } named && !named.Equals(terminalId, StringComparison.OrdinalIgnoreCase))
        {
            return CallAnswer.Refused(2001, "/terminal_id: differs from the id in the URL.");
        }

        var route = await router.ToTerminalProviderAsync(caller, terminalId, cancellation);
        if (route is CallRoute.ToHosted hosted && await objects.FindAsync(Key(hosted.Party, terminalId), cancellation) is not { Deleted: false })
        {
            return CallAnswer.Refused(2001, "The terminal is not known.", 404);
        }

        var request = new ModuleRequest(whole ? "PUT" : "PATCH", ModuleId.Payments, InterfaceRole.Sender, [Collections.Terminals, terminalId], body);
        var (answer, provider) = await AskAsync(caller, Change, route, request);
        if (answer.OcpiStatus < 2000 && provider is { } owner)
        {
            await RememberAsync(caller, Key(owner, terminalId), body);
        }

        return answer;
    }

    private static ObjectKey Key(PartyId provider, string terminalId) => new(OwnedModule.Terminals.Module, provider, terminalId);

    private async Task<(CallAnswer Answer, PartyId? Provider)> AskAsync(Caller caller, string type, CallRoute route, ModuleRequest request)
    {
        if (route is CallRoute.Nowhere nowhere)
        {
            return (nowhere.Answer, null);
        }

        var started = clock.GetUtcNow();
        var partner = route as CallRoute.ToPartner;
        var provider = partner?.Party ?? ((CallRoute.ToHosted)route).Party;
        var answer = partner is null ? CallAnswer.Success(default) : await AskPartnerAsync(caller, partner, request);

        // A hosted provider's backend reads in the call what it is to do, and ends it; a change is stored already.
        var isOpen = partner is null && type != Change;
        await calls.SaveAsync(
            new Call
            {
                Id = Guid.NewGuid(),
                Type = type,
                From = caller.Connection?.Id,
                FromParty = caller.Party,
                To = partner?.Connection.Id,
                ToParty = provider,
                Version = caller.Version,
                CorrelationId = caller.CorrelationId,
                Request = isOpen ? request.Body : default,
                State = isOpen ? CallState.AwaitingResult : answer.OcpiStatus < 2000 ? CallState.Completed : CallState.Failed,
                Response = answer.OcpiStatus < 2000 ? "ACCEPTED" : null,
                Message = answer.Message,
                CreatedAt = started,
                ResultDueAt = isOpen ? started + HostedTimeout : null,
                CompletedAt = isOpen ? null : clock.GetUtcNow(),
            },
            CancellationToken.None);
        return (answer with { By = provider }, provider);
    }

    private async Task<CallAnswer> AskPartnerAsync(Caller caller, CallRoute.ToPartner route, ModuleRequest request)
    {
        if (route.Connection.Version is not >= OcpiVersion.V230)
        {
            return CallAnswer.Refused(4003, $"Payments exist from OCPI 2.3.0 on; {route.Connection.Name} speaks an older version.");
        }

        var leg = new CallLeg(route.Connection, caller.Party, route.Party, caller.CorrelationId) { Module = ModuleId.Payments };
        var reply = await sender.SendAsync(leg, request, CancellationToken.None);
        return reply.Succeeded ? CallAnswer.Success(default) : CallFailures.Explain(reply, route.Connection);
    }

    /// <summary>The change in the stored terminal. It counts as the CPO's: the provider, who accepted it, is not told again.</summary>
    private async Task RememberAsync(Caller caller, ObjectKey key, ReadOnlyMemory<byte> change) => await objects.WriteAsync(
        new ObjectWrite
        {
            Key = key,
            Source = caller.Connection?.Id,
            Decide = current =>
            {
                if (current is null || current.Deleted)
                {
                    return new ObjectDecision.Keep(KeepReason.NotFound);
                }

                var stored = current.ReadUtf8();
                var merged = MergePatch.Apply(ObjectType.Terminal, OcpiVersion.V230, stored, change.Span);
                if (stored.AsSpan().SequenceEqual(merged))
                {
                    return new ObjectDecision.Keep(KeepReason.Same);
                }

                var facts = ObjectScan.Read(merged, OwnedModule.Terminals.IdField).Facts(merged, clock.GetUtcNow()) with { Audience = current.Facts.Audience };
                return new ObjectDecision.Store(OcpiVersion.V230, merged, facts);
            },
        },
        CancellationToken.None);

    /// <summary>The body with the time of arrival where it has no last_updated: the package's own example of an assignment leaves it out.</summary>
    private ReadOnlyMemory<byte> WithTime(ReadOnlyMemory<byte> body)
    {
        try
        {
            if (ObjectScan.Read(body.Span, OwnedModule.Terminals.IdField).LastUpdated is not null)
            {
                return body;
            }

            var time = new ArrayBufferWriter<byte>(64);
            using (var json = new Utf8JsonWriter(time))
            {
                json.WriteStartObject();
                json.WriteString("last_updated"u8, OcpiDateTime.Format(clock.GetUtcNow()));
                json.WriteEndObject();
            }

            return MergePatch.Apply(AnyObject, OcpiVersion.V230, body.Span, time.WrittenSpan);
        }
        catch (JsonException)
        {
            // The validator says what is wrong with it.
            return body;
        }
    }

    private static bool NamesDevice(ReadOnlyMemory<byte> terminal)
    {
        using var document = JsonDocument.Parse(terminal);
        return ((string[])["reference", "terminal_id", "location_ids", "evse_uids"]).Any(name =>
            document.RootElement.TryGetProperty(name, out var value)
            && (value.ValueKind == JsonValueKind.String || (value.ValueKind == JsonValueKind.Array && value.GetArrayLength() > 0)));
    }
}
