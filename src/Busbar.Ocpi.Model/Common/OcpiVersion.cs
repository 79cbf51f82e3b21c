namespace Busbar.Ocpi.Model.Common;

/// <summary>A published version of OCPI 2.x, in the order of publication: a greater value is a newer version.</summary>
/// <remarks>OCPI chapter "Versions module". <see cref="V230"/> is the canonical version of this library.</remarks>
public enum OcpiVersion
{
    /// <summary>OCPI 2.1.1.</summary>
    V211 = 211,

    /// <summary>OCPI 2.2.</summary>
    V22 = 220,

    /// <summary>OCPI 2.2.1.</summary>
    V221 = 221,

    /// <summary>OCPI 2.3.0, edition 2.</summary>
    V230 = 230,
}
