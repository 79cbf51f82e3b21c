using Busbar.Admin.Validation;
using Busbar.Core.Calls;
using Busbar.Core.Connections;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Admin.Calls;

/// <summary>Which hosted party a call of the operator is for: the one that is named; else the owner of the command's token; else the only one in the role.</summary>
internal sealed class HostedCallers(ConnectionDirectory directory)
{
    public Caller ForCommand(string? from, string? to, ReadOnlyMemory<byte> body) =>
        Caller(from, to, Role.Emsp, CommandBody.Read(body).TokenParty);

    public Caller ForAuthorization(string? from, string? to) => Caller(from, to, Role.Cpo, null);

    public Caller ForProfile(string? from, string? to) => Caller(from, to, Role.Emsp, null);

    /// <summary>A hosted operator that tells of its own session.</summary>
    public Caller ForOperator(PartyId party) => Caller(party.ToString(), null, Role.Cpo, null);

    /// <summary>A hosted operator that asks something of a terminal's provider.</summary>
    public Caller ForTerminal(string? from, string? to) => Caller(from, to, Role.Cpo, null);

    /// <summary>A hosted provider that asks for a booking: the one that the request names.</summary>
    public Caller ForBooking(PartyId? asker, string? to) => Caller(asker?.ToString(), to, Role.Emsp, null);

    private Caller Caller(string? from, string? to, Role role, PartyId? implied)
    {
        var errors = new FieldErrors();
        var party = PartyRules.ReadOptional(errors, "from", from) ?? implied;
        var addressed = PartyRules.ReadOptional(errors, "to", to);
        errors.ThrowIfAny();
        var hosted = directory.Current.Hosted;
        if (party is null)
        {
            var candidates = hosted.Where(candidate => candidate.Role == role).Select(candidate => candidate.Party).Distinct().ToList();
            if (candidates.Count != 1)
            {
                errors.Add("from", "required", $"must name the hosted party that calls: {candidates.Count} parties in the role {role} are hosted here.");
            }
            else
            {
                party = candidates[0];
            }
        }
        else if (!hosted.Any(candidate => candidate.Party == party))
        {
            errors.Add("from", "hosted", $"{party} is not hosted by this gateway; declare it with PUT /api/parties first.");
        }

        errors.ThrowIfAny();
        return new Caller(null, party!.Value, addressed, OcpiVersion.V230, Guid.NewGuid().ToString());
    }
}
