using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Server.Common;

namespace Busbar.Endpoints.Objects;

/// <summary>Puts the objects of a page into the answer: those of the reader's version as they are stored, the others translated.</summary>
internal sealed class PageSink(OwnedModule module, OcpiVersion version, PageWriter writer, ObjectForm form) : IObjectSink
{
    /// <summary>The ordinal of the last object that was read, served or not.</summary>
    public long Last { get; private set; }

    public void Add(in ObjectHeader header, ReadOnlySpan<byte> utf8)
    {
        Last = header.Ordinal;
        if (header.Version == version)
        {
            writer.Add(utf8);
        }
        else if (form.TryGet(module.Type, header.Version, version, utf8.ToArray(), out var translated, out _))
        {
            writer.Add(translated.Span);
        }
        else
        {
            writer.Skip();
        }
    }
}
