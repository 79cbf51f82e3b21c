using System.Buffers;
using System.Text;
using System.Text.Json;
using Busbar.Core.Connections;
using Busbar.Core.Registration;
using Busbar.Ocpi.Client.Common;
using Busbar.Ocpi.Client.Versions;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;
using Busbar.Ocpi.Wire.Http;

namespace Busbar.Delivery.Registration;

/// <summary>Speaks to partners during a handshake, through the guarded client.</summary>
public sealed class PartnerHandshake(HttpClient http, IExchangeObserver? observer, TimeProvider clock) : IPartnerHandshake
{
    private const int LongestMessage = 500;
    private const int Attempts = 3;
    private const int LargestAnswer = 4 * 1024 * 1024;

    /// <summary>The longest wait that a partner can ask for: somebody may be waiting for our answer meanwhile.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan CallBackTime = TimeSpan.FromSeconds(15);

    /// <summary>The partner calls us back before it answers, so it gets longer for a POST or PUT.</summary>
    private static readonly TimeSpan CredentialsTime = TimeSpan.FromSeconds(60);

    public async Task<IReadOnlyList<PartnerVersion>> ReadVersionsAsync(PartnerLine line, Uri url, CancellationToken cancellation)
    {
        var response = await GetAsync(line, url, cancellation);
        if (Versions(line, response, url) is { } versions)
        {
            return versions;
        }

        // Some partners give the base path of their versions URL (AMB-019).
        var guess = OcpiUrl.Join(url, "versions");
        var second = await SendAsync(line, HttpMethod.Get, guess, null, null, CallBackTime, cancellation);
        if (second.IsSuccess && Versions(line, second, guess) is { } found)
        {
            line.Notes.Add("The partner's url is not its versions URL; \"/versions\" had to be appended.");
            return found;
        }

        throw new HandshakeException(HandshakeFault.Unreadable, "The partner's versions URL answers with no list of versions.");
    }

    public async Task<PartnerDetails> ReadDetailsAsync(PartnerLine line, Uri url, CancellationToken cancellation)
    {
        var response = await GetAsync(line, url, cancellation);
        return VersionDetailsAnswer.Read(response.Data, url) is { } details
            ? new PartnerDetails(details.Version, [.. details.Endpoints.Select(endpoint => new PartnerEndpoint(endpoint.Module, endpoint.Role, endpoint.Url))])
            : throw new HandshakeException(HandshakeFault.Unreadable, "The partner's version details cannot be read: no list of endpoints.");
    }

    public Task<PartnerCredentials> RegisterAsync(PartnerLine line, Uri endpoint, OcpiVersion version, OwnCredentials ours, CancellationToken cancellation) =>
        ExchangeAsync(HttpMethod.Post, line, endpoint, version, ours, cancellation);

    public Task<PartnerCredentials> UpdateAsync(PartnerLine line, Uri endpoint, OcpiVersion version, OwnCredentials ours, CancellationToken cancellation) =>
        ExchangeAsync(HttpMethod.Put, line, endpoint, version, ours, cancellation);

    public async Task UnregisterAsync(PartnerLine line, Uri endpoint, OcpiVersion version, CancellationToken cancellation)
    {
        var response = await SendAsync(line, HttpMethod.Delete, endpoint, version, null, CredentialsTime, cancellation);
        // A partner that knows the token or the registration no more has ended it already (AMB-028).
        if (!response.IsSuccess && response.HttpStatus is not (401 or 404 or 405))
        {
            throw Fault(line, response);
        }
    }

    private async Task<PartnerCredentials> ExchangeAsync(
        HttpMethod method, PartnerLine line, Uri endpoint, OcpiVersion version, OwnCredentials ours, CancellationToken cancellation)
    {
        var body = new ArrayBufferWriter<byte>(1024);
        CredentialsWriter.Write(body, ours, version);
        var response = (await SendAsync(line, method, endpoint, version, body.WrittenMemory, CredentialsTime, cancellation)).OnlyItem();
        if (!response.IsSuccess)
        {
            throw Fault(line, response, ours.Token);
        }

        Note(line, response);
        var reading = Read(response.Data, version);
        return reading.Credentials
            ?? throw new HandshakeException(HandshakeFault.Unreadable, "The partner's credentials cannot be used: " + string.Join(" ", reading.Problems));
    }

    private static CredentialsReading Read(ReadOnlyMemory<byte> data, OcpiVersion version)
    {
        try
        {
            using var document = JsonDocument.Parse(data, new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
            return CredentialsReader.ReadAnswer(document.RootElement, version);
        }
        catch (JsonException)
        {
            return new CredentialsReading(null, ["The answer holds no credentials."]);
        }
    }

    private static IReadOnlyList<PartnerVersion>? Versions(PartnerLine line, OcpiResponse response, Uri url)
    {
        if (VersionList.Read(response.Data, url) is { Count: > 0 } entries)
        {
            return [.. entries.Select(entry => new PartnerVersion(entry.Version, entry.Url))];
        }

        if (VersionDetailsAnswer.Read(response.Data, url) is { Version: { } number })
        {
            line.Notes.Add("The partner's url leads to the details of a version, not to the list of versions.");
            return [new PartnerVersion(number, url)];
        }

        return null;
    }

    /// <summary>GET, with the token in the other encoding too when the first is not accepted (AMB-001).</summary>
    private async Task<OcpiResponse> GetAsync(PartnerLine line, Uri url, CancellationToken cancellation)
    {
        var response = await SendAsync(line, HttpMethod.Get, url, null, null, CallBackTime, cancellation);
        if (response.HttpStatus is 401 or 403 && !line.EncodingProven)
        {
            var first = line.Encoding;
            line.Encoding = first == TokenEncoding.Base64 ? TokenEncoding.Raw : TokenEncoding.Base64;
            var second = await SendAsync(line, HttpMethod.Get, url, null, null, CallBackTime, cancellation);
            if (second.IsSuccess)
            {
                line.Notes.Add(line.Encoding == TokenEncoding.Raw
                    ? "The partner takes the token only without Base64; remembered."
                    : "The partner takes the token only in Base64; remembered.");
                response = second;
            }
            else
            {
                line.Encoding = first;
            }
        }

        if (!response.IsSuccess)
        {
            throw Fault(line, response);
        }

        line.EncodingProven = true;
        Note(line, response);
        return response;
    }

    private async Task<OcpiResponse> SendAsync(
        PartnerLine line, HttpMethod method, Uri url, OcpiVersion? version, ReadOnlyMemory<byte>? body, TimeSpan time, CancellationToken cancellation)
    {
        var peer = new OcpiPeer
        {
            Version = version ?? OcpiVersion.V230,
            Token = line.Token,
            TokenForm = line.Encoding == TokenEncoding.Raw ? TokenForm.Raw : TokenForm.Base64,
            MaxAnswerBytes = LargestAnswer,
            Timeout = time,
            Tag = line.Connection,
        };
        var module = version is null ? (ModuleId?)null : ModuleId.Credentials;
        var client = new OcpiClient(http, peer, observer, clock);
        for (var attempt = 1; ; attempt++)
        {
            var response = await client.SendAsync(method, url, module, body, null, cancellation);

            // What a partner refused because we ask too much of it just now, our deliveries for example, was not done, and can be asked for again.
            if (response is not { HttpStatus: 429, RetryAfter: { } wait } || attempt == Attempts || wait > LongestWait)
            {
                return response;
            }

            await Task.Delay(wait, clock, cancellation);
        }
    }

    private static void Note(PartnerLine line, OcpiResponse response)
    {
        line.Notes.AddRange(response.Tolerated.Where(tolerated => tolerated.Rule != OcpiResponse.SlashAdded).Select(tolerated => tolerated.Message));
        if (!line.TrailingSlash && response.Tolerated.Any(tolerated => tolerated.Rule == OcpiResponse.SlashAdded))
        {
            line.TrailingSlash = true;
            line.Notes.Add("The partner redirects to URLs with a slash at their end; remembered, ours will have one.");
        }
    }

    private static HandshakeException Fault(PartnerLine line, OcpiResponse response, string? alsoSecret = null)
    {
        var (fault, what) = response switch
        {
            { HttpStatus: 401 or 403 } => (HandshakeFault.Unauthorized, "The partner does not accept the token"),
            { HttpStatus: 405 } => (HandshakeFault.NotAllowed, "The partner does not allow this now: it holds us for registered when we register, or for unregistered when we renew"),
            { HttpStatus: >= 300 and < 400 } => (HandshakeFault.Refused, "The partner redirects to another place, which is not followed"),
            { Failure: OcpiFailure.Unreachable or OcpiFailure.Timeout or OcpiFailure.Refused } => (HandshakeFault.Unreachable, "The partner cannot be reached"),
            { Failure: OcpiFailure.Unreadable } => (HandshakeFault.Unreadable, "The partner's answer cannot be read"),
            _ => (HandshakeFault.Refused, "The partner refused"),
        };
        return new HandshakeException(fault, $"{what} ({Clean(response.Describe(), line.Token, alsoSecret)}).");
    }

    /// <summary>A partner may quote a token in its message; what we keep and show holds none.</summary>
    private static string Clean(string text, params string?[] secrets)
    {
        foreach (var secret in secrets)
        {
            if (!string.IsNullOrEmpty(secret))
            {
                text = text.Replace(Convert.ToBase64String(Encoding.UTF8.GetBytes(secret)), "…", StringComparison.Ordinal)
                    .Replace(secret, "…", StringComparison.Ordinal);
            }
        }

        return text.Length > LongestMessage ? text[..LongestMessage] + "…" : text;
    }
}
