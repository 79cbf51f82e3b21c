using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Translation;
using Busbar.Ocpi.Wire.Common;

namespace Busbar.Core.Intake;

/// <summary>The stored object in the version that a change is written in.</summary>
internal static class StoredForm
{
    /// <summary>Reads the stored bytes, translated when the change is written in another version. False when the object has no form there.</summary>
    public static bool TryRead(ICurrentObject current, ObjectType type, OcpiVersion version, out ReadOnlyMemory<byte> utf8, out string? why)
    {
        var stored = current.ReadUtf8();
        if (current.Version == version)
        {
            (utf8, why) = (stored, null);
            return true;
        }

        var translation = Translator.Translate(type, current.Version, version, stored);
        utf8 = translation.Utf8;
        why = translation.Withheld;
        return why is null;
    }
}
