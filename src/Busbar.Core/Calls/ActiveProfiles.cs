using Busbar.Core.Agreements;
using Busbar.Core.Connections;
using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Versions;
using Busbar.Ocpi.Wire.Common;
using Busbar.Ocpi.Wire.Validation;
using Microsoft.Extensions.Logging;

namespace Busbar.Core.Calls;

/// <summary>
/// An operator tells that the limits of a session changed: kept, and passed on to those who have set a profile on that session, and to nobody else. The path
/// names no owner, so the session is that of the operator who speaks.
/// </summary>
public sealed class ActiveProfiles(
    ConnectionDirectory directory, AgreementBook agreements, IObjectStore objects, IProfileSender sender, ProfileBook book, TimeProvider clock, ILogger<ActiveProfiles> logger)
{
    /// <param name="caller">The operator: its party, and whom it addressed where it did.</param>
    /// <param name="sessionId">The session, as the operator calls it.</param>
    /// <param name="profile">ActiveChargingProfile in the caller's version.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task<CallAnswer> TakeAsync(Caller caller, string sessionId, ReadOnlyMemory<byte> profile, CancellationToken cancellation)
    {
        var validation = ObjectValidator.Validate(ObjectType.ActiveChargingProfile, caller.Version, profile.Span);
        if (!validation.IsAcceptable)
        {
            return CallAnswer.Invalid(validation);
        }

        if (await book.FindAsync(caller.Party, sessionId, cancellation) is not { } steered)
        {
            return CallAnswer.Refused(2001, "Nobody behind this gateway has set a charging profile on this session.", 404);
        }

        if (await objects.FindAsync(new ObjectKey(ModuleId.Sessions, caller.Party, sessionId), cancellation) is { Deleted: false } session
            && ChargingPoint.Of(session.Utf8).Status is "COMPLETED" or "INVALID")
        {
            await book.ForgetAsync(caller.Party, sessionId, cancellation);
            return CallAnswer.Refused(2001, "The session is over.");
        }

        await book.KeepActiveAsync(caller.Party, sessionId, caller.Connection?.Id, profile, cancellation);
        var meant = steered.Setters.Where(setter => setter.Party == caller.Addressed).ToList();
        CallAnswer? failure = null;
        var told = 0;
        foreach (var setter in meant.Count > 0 ? meant : steered.Setters)
        {
            if (await PassOnAsync(caller, setter, sessionId, profile) is { } failed)
            {
                failure ??= failed;
            }
            else
            {
                told++;
            }
        }

        return told > 0 || failure is null ? CallAnswer.Success(default) : failure;
    }

    /// <summary>Null when the setter has it: over its connection, or, for a hosted party, in the operator's events.</summary>
    private async Task<CallAnswer?> PassOnAsync(Caller caller, Steerer setter, string sessionId, ReadOnlyMemory<byte> profile)
    {
        if (setter.Connection is not { } id)
        {
            return null;
        }

        if (directory.Current.Find(id) is not { State: ConnectionState.Connected } connection)
        {
            return CallAnswer.Refused(4003, $"The platform of {setter.Party} is not connected.");
        }

        if (!agreements.Current.PermitCalls(ModuleId.ChargingProfiles, caller.Party, setter.Party, clock.GetUtcNow()))
        {
            return CallAnswer.Refused(4001, $"No agreement lets {caller.Party} call {setter.Party}.");
        }

        // Not given up when the operator hangs up: what it said is kept, and is to arrive.
        var reply = await sender.PushActiveProfileAsync(
            new CallLeg(connection, caller.Party, setter.Party, caller.CorrelationId) { Module = ModuleId.ChargingProfiles }, sessionId, profile, CancellationToken.None);
        if (reply.Succeeded)
        {
            return null;
        }

        logger.LogWarning(
            "{Connection} was not told of a changed charging profile: {Outcome}, HTTP {HttpStatus}, OCPI {OcpiStatus}", connection.Name, reply.Outcome, reply.HttpStatus, reply.OcpiStatus);
        return CallFailures.Explain(reply, connection);
    }
}
