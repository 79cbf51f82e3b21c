namespace Busbar.Core.Connections;

/// <summary>Which sides of a module this gateway takes towards a partner. The side is ours: as sender we serve and push, as receiver we take in and pull.</summary>
public enum ModuleUse
{
    /// <summary>Neither: not listed, not served, not called.</summary>
    Off,

    /// <summary>Only as the module's sender.</summary>
    Sender,

    /// <summary>Only as the module's receiver.</summary>
    Receiver,

    /// <summary>Both.</summary>
    Both,
}
