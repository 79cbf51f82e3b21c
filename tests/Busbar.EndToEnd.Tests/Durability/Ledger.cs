using System.Text;
using Busbar.EndToEnd.Tests.Gateway;
using Busbar.Ocpi.Client.Common;
using Busbar.Ocpi.Model.Versions;
using Busbar.Ocpi.Wire.Http;

namespace Busbar.EndToEnd.Tests.Durability;

/// <summary>
/// The operator's side of the bargain: sends each document until the gateway acknowledges it, as an operator's backend does, and remembers what was
/// acknowledged last. One thread at a time for one object.
/// </summary>
internal sealed class Ledger(ScriptedPlatform platform)
{
    private static readonly TimeSpan Patience = Eventually.Limit;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, string> _tariffs = [];
    private readonly Dictionary<string, (int State, string Status)> _evses = [];
    private readonly Dictionary<string, string> _names = [];
    private readonly Dictionary<string, string> _sessions = [];
    private readonly Dictionary<string, (string Provider, string Energy)> _cdrs = [];
    private int _acknowledged;
    private int _repeated;

    /// <summary>How many documents were acknowledged.</summary>
    public int Acknowledged => Volatile.Read(ref _acknowledged);

    /// <summary>How often a document had to be sent again because no answer came.</summary>
    public int Repeated => Volatile.Read(ref _repeated);

    /// <summary>tariff -> text of its latest state.</summary>
    public IReadOnlyDictionary<string, string> Tariffs => Copy(_tariffs);

    /// <summary>location -> name of its latest state.</summary>
    public IReadOnlyDictionary<string, string> Names => Copy(_names);

    /// <summary>"location/evse" -> number and status of its latest state.</summary>
    public IReadOnlyDictionary<string, (int State, string Status)> Evses => Copy(_evses);

    /// <summary>"provider/session" -> energy of its latest state.</summary>
    public IReadOnlyDictionary<string, string> Sessions => Copy(_sessions);

    public IReadOnlyDictionary<string, (string Provider, string Energy)> Cdrs => Copy(_cdrs);

    public Task TariffAsync(string id, int state, CancellationToken cancellation) =>
        PutAsync(new ObjectAddress(ModuleId.Tariffs, Documents.Operator, id), Documents.Tariff(id, state), () => _tariffs[id] = $"state {state}", cancellation);

    public Task LocationAsync(string id, int state, string status, CancellationToken cancellation) =>
        PutAsync(
            new ObjectAddress(ModuleId.Locations, Documents.Operator, id),
            Documents.Location(id, state, status),
            () =>
            {
                _names[id] = $"state {state}";
                _evses[$"{id}/E1"] = _evses[$"{id}/E2"] = (state, status);
            },
            cancellation);

    public Task EvseAsync(string location, string uid, int state, string status, CancellationToken cancellation) =>
        PutAsync(new ObjectAddress(ModuleId.Locations, Documents.Operator, location, uid), Documents.Evse(uid, state, status), () => _evses[$"{location}/{uid}"] = (state, status), cancellation);

    public Task EvseStatusAsync(string location, string uid, int state, string status, CancellationToken cancellation) =>
        UntilAcknowledgedAsync(
            () => platform.Gateway.PatchAsync(
                new ObjectAddress(ModuleId.Locations, Documents.Operator, location, uid), Utf8(Documents.EvsePatch(state, status)), cancellation: cancellation),
            () => _evses[$"{location}/{uid}"] = (state, status),
            cancellation);

    public Task SessionAsync(string id, string provider, string location, int state, CancellationToken cancellation) =>
        PutAsync(
            new ObjectAddress(ModuleId.Sessions, Documents.Operator, id), Documents.Session(id, provider, location, state), () => _sessions[$"{provider}/{id}"] = $"{state}.5", cancellation);

    public Task CdrAsync(string id, string provider, int number, CancellationToken cancellation) =>
        UntilAcknowledgedAsync(
            () => platform.Gateway.PostCdrAsync(Utf8(Documents.Cdr(id, provider, number)), cancellation: cancellation), () => _cdrs[id] = (provider, $"{number}.25"), cancellation);

    private Task PutAsync(ObjectAddress address, string document, Action remember, CancellationToken cancellation) =>
        UntilAcknowledgedAsync(() => platform.Gateway.PutAsync(address, Utf8(document), cancellation: cancellation), remember, cancellation);

    private async Task UntilAcknowledgedAsync(Func<Task<OcpiResponse>> send, Action remember, CancellationToken cancellation)
    {
        var began = System.Diagnostics.Stopwatch.StartNew();
        while (true)
        {
            var answer = await send();
            if (answer.IsSuccess)
            {
                lock (_lock)
                {
                    remember();
                    _acknowledged++;
                }

                return;
            }

            // Only what can pass is worth another try: everything that is sent here is valid.
            Assert.True(answer.Failure is OcpiFailure.Unreachable or OcpiFailure.Timeout || answer.HttpStatus >= 500, answer.Describe());
            Assert.True(began.Elapsed < Patience, $"Not acknowledged for a long time: {answer.Describe()}");
            Interlocked.Increment(ref _repeated);
            await Task.Delay(50, cancellation);
        }
    }

    private Dictionary<string, T> Copy<T>(Dictionary<string, T> source)
    {
        lock (_lock)
        {
            return new Dictionary<string, T>(source);
        }
    }

    private static ReadOnlyMemory<byte> Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
