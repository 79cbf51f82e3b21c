using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Versions;

namespace Busbar.Core.Delivery;

/// <summary>A grant and the module that it is for.</summary>
public readonly record struct ModuleGrant(ModuleId Module, ObjectGrant Grant);
