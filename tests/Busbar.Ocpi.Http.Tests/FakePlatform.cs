using System.Collections.Concurrent;
using System.Text;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;
using Busbar.Ocpi.Server.Common;
using Busbar.Ocpi.Server.Hosting;
using Busbar.Ocpi.Wire.Http;

namespace Busbar.Ocpi.Http.Tests;

/// <summary>A platform of a few lines behind a real server: it remembers what it was asked and answers the simplest right thing.</summary>
public sealed class FakePlatform : IOcpiAuthenticator, ICredentialsHandler, ISenderHandler, IReceiverHandler, ICallHandler, IExchangeObserver
{
    /// <summary>An object that the list counts and no page shows.</summary>
    public const string Withheld = "";

    public const string Token = "example-token";
    public const string TokenA = "registration-token";
    public const string StrictToken = "strict-token";
    public static readonly Uri PublicUrl = new("https://roaming.example/ocpi");

    public ConcurrentDictionary<string, string> Objects { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>What the sender lists hold.</summary>
    public List<string> Published { get; } = [];

    public bool AnyScheme { get; set; }

    public OcpiRequest? Request { get; private set; }

    public string? Body { get; private set; }

    public ObjectAddress? Address { get; private set; }

    public ObjectReference? Reference { get; private set; }

    public PageRequest? Page { get; private set; }

    public string? Call { get; private set; }

    public Func<OcpiReply>? Answer { get; set; }

    public ConcurrentQueue<(ObservedExchange Exchange, string RequestBody, string ResponseBody)> Exchanges { get; } = [];

    /// <summary>How fast requests are taken; as they come, unless a test says otherwise before it starts the server.</summary>
    public IRequestLimiter? Limiter { get; set; }

    public OcpiServerSetup Setup(Func<Uri>? publicUrl = null) => new()
    {
        Options = new OcpiServerOptions
        {
            PublicUrl = publicUrl ?? (() => PublicUrl),
            Versions = OcpiVersions.All,
            Modules =
            [
                (ModuleId.Locations, InterfaceRole.Sender), (ModuleId.Locations, InterfaceRole.Receiver),
                (ModuleId.Tariffs, InterfaceRole.Sender), (ModuleId.Tariffs, InterfaceRole.Receiver),
                (ModuleId.Tokens, InterfaceRole.Sender), (ModuleId.Tokens, InterfaceRole.Receiver),
                (ModuleId.Sessions, InterfaceRole.Sender), (ModuleId.Sessions, InterfaceRole.Receiver),
                (ModuleId.Cdrs, InterfaceRole.Sender), (ModuleId.Cdrs, InterfaceRole.Receiver),
                (ModuleId.Commands, InterfaceRole.Sender), (ModuleId.Commands, InterfaceRole.Receiver),
            ],
            MaxBodyBytes = 64 * 1024,
        },
        Authenticator = this,
        Limiter = Limiter,
        Credentials = this,
        Sender = this,
        Receiver = this,
        Calls = this,
        Observer = this,
    };

    public ValueTask<OcpiCaller?> AuthenticateAsync(IReadOnlyList<TokenCandidate> candidates, CancellationToken cancellation)
    {
        var known = candidates.FirstOrDefault(candidate => candidate.Token is Token or TokenA or StrictToken);
        return ValueTask.FromResult(known is null
            ? null
            : new OcpiCaller { Presented = known, RegistrationOnly = known.Token == TokenA, Strict = known.Token == StrictToken, AnyScheme = AnyScheme });
    }

    public ValueTask<OcpiReply> GetAsync(OcpiRequest request, CancellationToken cancellation) => Reply(request, "credentials");

    public ValueTask<OcpiReply> PostAsync(OcpiRequest request, CancellationToken cancellation) => Reply(request, "credentials");

    public ValueTask<OcpiReply> PutAsync(OcpiRequest request, CancellationToken cancellation) => Reply(request, "credentials");

    public ValueTask<OcpiReply> DeleteAsync(OcpiRequest request, CancellationToken cancellation) => Reply(request, "credentials");

    public ValueTask<PageResult> ListAsync(OcpiRequest request, PageRequest page, PageWriter writer, CancellationToken cancellation)
    {
        Remember(request);
        Page = page;
        if (Answer is { } answer)
            return ValueTask.FromResult(PageResult.Refused(answer()));

        var start = (int)Math.Min(page.Cursor is { } cursor ? int.Parse(cursor) : page.Offset, Published.Count);
        var objects = Published.Skip(start).Take(page.Limit).ToList();
        foreach (var item in objects)
        {
            if (item == Withheld)
                writer.Skip();
            else
                writer.Add(Encoding.UTF8.GetBytes(item));
        }

        var end = start + objects.Count;
        return ValueTask.FromResult(PageResult.Page(Published.Count, end < Published.Count, end.ToString()));
    }

    public ValueTask<OcpiReply> GetAsync(OcpiRequest request, ObjectReference reference, CancellationToken cancellation)
    {
        Reference = reference;
        return Reply(request, "object");
    }

    public ValueTask<OcpiReply> GetAsync(OcpiRequest request, ObjectAddress address, CancellationToken cancellation)
    {
        Remember(request);
        Address = address;
        return ValueTask.FromResult(Objects.TryGetValue(Key(address), out var body)
            ? OcpiReply.Ok(Encoding.UTF8.GetBytes(body))
            : OcpiReply.NotFound(OcpiStatus.UnknownLocation, "Unknown object."));
    }

    public ValueTask<OcpiReply> PutAsync(OcpiRequest request, ObjectAddress address, CancellationToken cancellation)
    {
        Remember(request);
        Address = address;
        if (Answer is { } answer)
            return ValueTask.FromResult(answer());
        var isNew = !Objects.ContainsKey(Key(address));
        Objects[Key(address)] = Body!;
        return ValueTask.FromResult(isNew ? OcpiReply.Created() : OcpiReply.Ok());
    }

    public ValueTask<OcpiReply> PatchAsync(OcpiRequest request, ObjectAddress address, CancellationToken cancellation)
    {
        Address = address;
        return Reply(request, null);
    }

    public ValueTask<OcpiReply> DeleteAsync(OcpiRequest request, ObjectAddress address, CancellationToken cancellation)
    {
        Address = address;
        return Reply(request, null);
    }

    public ValueTask<OcpiReply> PostCdrAsync(OcpiRequest request, CancellationToken cancellation)
    {
        Remember(request);
        var address = new ObjectAddress(ModuleId.Cdrs, new PartyId("NL", "TNM"), "c/1");
        Objects[Key(address)] = Body!;
        return ValueTask.FromResult(OcpiReply.Created() with { Location = request.Urls.Object(request.Version!.Value, address) });
    }

    public ValueTask<OcpiReply> AuthorizeAsync(OcpiRequest request, string tokenUid, string tokenType, CancellationToken cancellation)
    {
        Call = $"authorize {tokenUid} {tokenType}";
        return Reply(request, "allowed");
    }

    public ValueTask<OcpiReply> SetChargingPreferencesAsync(OcpiRequest request, string sessionId, CancellationToken cancellation)
    {
        Call = $"preferences {sessionId}";
        return Reply(request, null);
    }

    public ValueTask<OcpiReply> CommandAsync(OcpiRequest request, string command, CancellationToken cancellation)
    {
        Call = $"command {command}";
        return Reply(request, "result");
    }

    public ValueTask<OcpiReply> CommandResultAsync(OcpiRequest request, string command, string callId, CancellationToken cancellation)
    {
        Call = $"result {command} {callId}";
        return Reply(request, null);
    }

    public void Observe(ObservedExchange exchange) => Exchanges.Enqueue(
        (exchange, Encoding.UTF8.GetString(exchange.RequestBody.Span), Encoding.UTF8.GetString(exchange.ResponseBody)));

    private static string Key(ObjectAddress address) => $"{address.Module}|{string.Join('|', address.Segments)}";

    private void Remember(OcpiRequest request)
    {
        Request = request;
        Body = Encoding.UTF8.GetString(request.Body.Span);
    }

    private ValueTask<OcpiReply> Reply(OcpiRequest request, string? member)
    {
        Remember(request);
        return ValueTask.FromResult(Answer?.Invoke() ?? OcpiReply.Ok(member is null ? default : Encoding.UTF8.GetBytes($"{{\"{member}\":1.10}}")));
    }
}
