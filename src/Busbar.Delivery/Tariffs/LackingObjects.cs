using Busbar.Core.Connections;
using Busbar.Core.Delivery;
using Busbar.Core.Nodes;
using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;
using Busbar.Ocpi.Translation.Tariffs;
using Microsoft.Extensions.Logging;

namespace Busbar.Delivery.Tariffs;

/// <summary>
/// Some objects have no form in 2.1.1 for want of another: a Session whose Location is not known yet (X-SES-07), a tariff that depends on a current before there
/// are connectors that tell the voltage (X-TAR-15). Once what they lack has come they are told, although nobody changed them.
/// </summary>
internal sealed partial class LackingObjects(
    IObjectStore store, IWithheldStore withheld, ObjectTranslator translator, Retelling retelling, ConnectionDirectory directory, Leases leases, TimeProvider time,
    ILogger<LackingObjects> log) : PacedLook(TimeSpan.FromSeconds(5), time)
{
    private const int Most = 1000;

    /// <summary>Has those told that have a form by now.</summary>
    public override async Task LookAsync(CancellationToken cancellation)
    {
        if (OldPartners.First(directory.Current) is not { } first || !leases.Holds(Work.Of(first.Id)))
        {
            return;
        }

        foreach (var lacking in await withheld.ListAsync(ModuleId.Tariffs, OcpiVersion.V211, Most, cancellation))
        {
            if (lacking.Reason == WithheldTariffs.NoVoltage && await HasFormAsync(lacking, OwnedModule.Tariffs, cancellation))
            {
                await retelling.TellAsync(lacking.Object, cancellation);
                await retelling.TellPlacesAsync(lacking.Object.Owner, new HashSet<ObjectKey> { lacking.Object }, cancellation);
                Told(lacking.Object.Module.Value);
            }
        }

        foreach (var lacking in await withheld.ListAsync(ModuleId.Sessions, OcpiVersion.V211, Most, cancellation))
        {
            if (await HasFormAsync(lacking, OwnedModule.Sessions, cancellation))
            {
                await retelling.TellAsync(lacking.Object, cancellation);
                Told(lacking.Object.Module.Value);
            }
        }
    }

    /// <summary>Only the state that was withheld counts: one that came since is on its way.</summary>
    private async Task<bool> HasFormAsync(WithheldObject lacking, OwnedModule module, CancellationToken cancellation) =>
        await store.FindAsync(lacking.Object, cancellation) is { Deleted: false } stored && stored.Sequence == lacking.Sequence
        && !(await translator.ToAsync(stored, module.Type, OcpiVersion.V211, cancellation)).IsWithheld;

    [LoggerMessage(Level = LogLevel.Information, Message = "An object of {Module} that had no form in OCPI 2.1.1 has one now, and is told.")]
    private partial void Told(string module);

    [LoggerMessage(Level = LogLevel.Error, Message = "Objects that had no form could not be looked at.")]
    protected override partial void LookFailed(Exception exception);
}
