namespace Busbar.Ocpi.Translation.Common;

/// <summary>Looks up what 2.1.1 embeds and later versions refer to, and the reverse. All lookups concern the document's owner.</summary>
/// <remarks>Answers must stay the same while a document is translated. Null means "not known"; the rules say what happens then.</remarks>
public interface IRelatedObjects
{
    /// <summary>The Location with that id; a Session goes to 2.1.1 with its Location inside (X-SES-07).</summary>
    RelatedObject? Location(string id);

    /// <summary>The Tariff with that id; 2.1.1 has room for one tariff per connector (X-CON-06).</summary>
    RelatedObject? Tariff(string id);

    /// <summary>
    /// The voltage of the connectors that refer to a tariff, when all have the same, and the same number of phases: at it a current is a power (X-TAR-15).
    /// </summary>
    decimal? Voltage(string tariff) => null;

    /// <summary>The eMSP's Token with that contract id (the auth_id of 2.1.1), else with that uid (X-SES-04).</summary>
    RelatedObject? Token(string contractOrUid);

    /// <summary>The id behind one that was shortened because a 2.1.1 partner's id was too long (X-ID-1).</summary>
    string? OriginalId(string surrogate);
}
