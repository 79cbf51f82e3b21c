using Busbar.Core.Connections;
using Busbar.Core.Objects;
using Busbar.Core.Parties;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Wire.Repairs;

namespace Busbar.Core.Intake;

/// <summary>Who brings an object: a connection, or the operator on behalf of the parties that this gateway hosts.</summary>
public sealed record IntakeSource
{
    private IntakeSource()
    {
    }

    /// <summary>The connection; null for the operator API.</summary>
    public Guid? Connection { get; private init; }

    /// <summary>The version that the object is written in.</summary>
    public OcpiVersion Version { get; private init; }

    /// <summary>The parties whose objects it may bring.</summary>
    public IReadOnlyList<PlatformParty> Parties { get; private init; } = [];

    /// <summary>The only party that the connection has to do with here; null when it has to do with all.</summary>
    public PartyId? OnlyParty { get; private init; }

    /// <summary>Whether what would be tolerated is refused instead.</summary>
    public bool Strict { get; private init; }

    /// <summary>The party that brings objects which do not name their owner; null when there is none to tell.</summary>
    public PartyId? Speaker { get; init; }

    /// <summary>The party that such objects are for, where that is known beside them.</summary>
    public PartyId? For { get; init; }

    /// <summary>Whether what is brought without a URL of its own is to be new.</summary>
    public ObjectExpectation Expects { get; init; }

    /// <summary>Whether CDRs wait for their verdict before anybody else sees them.</summary>
    public bool HoldsCdrs { get; private init; }

    /// <summary>Whether a PATCH without last_updated is taken as of its arrival.</summary>
    public bool PatchWithoutTime { get; private init; }

    /// <summary>What may be mended before a document is judged; null for nothing.</summary>
    public RepairSettings? Repairs { get; private init; }

    public static IntakeSource Of(Connection connection, OcpiVersion version) => new()
    {
        Connection = connection.Id,
        Version = version,
        Parties = connection.Parties,
        OnlyParty = connection.OnlyParty,
        Strict = connection.Profile.Strict,
        HoldsCdrs = connection.Profile.Cdrs != CdrPolicy.Accept,
        PatchWithoutTime = connection.Profile.PatchWithoutTime,
        Repairs = connection.Profile.Strict ? null : connection.Profile.Repairs,
    };

    /// <summary>The operator, who writes canonical JSON for hosted parties.</summary>
    public static IntakeSource Operator(IReadOnlyList<PlatformParty> hosted) => new() { Version = OcpiVersion.V230, Parties = hosted };

    /// <summary>Whether an object of this owner may come from here.</summary>
    public bool Owns(PartyId party)
    {
        foreach (var hosted in Parties)
        {
            if (hosted.Party == party)
            {
                return true;
            }
        }

        return false;
    }
}
