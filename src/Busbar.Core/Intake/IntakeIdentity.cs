using System.Security.Cryptography;
using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Versions;

namespace Busbar.Core.Intake;

/// <summary>Names what a document means to be, so that a later one can take its place.</summary>
internal static class IntakeIdentity
{
    public static string Of(ObjectKey key, ObjectPart? part, string? calendar) =>
        string.Join('\n', key.Module.Value, key.Owner.CountryCode, key.Owner.Code, key.Id, part?.EvseUid, part?.ConnectorId, calendar).ToUpperInvariant();

    /// <summary>Of a document that does not say what it is: the document itself.</summary>
    public static string Of(ModuleId module, ReadOnlySpan<byte> utf8) => $"{module.Value}\n{Convert.ToHexStringLower(SHA256.HashData(utf8))}".ToUpperInvariant();
}
