using Busbar.Admin.Contracts;
using Busbar.Admin.Events;
using Busbar.Admin.Validation;
using Busbar.Core.Webhooks;

namespace Busbar.Admin.Webhooks;

/// <summary>Reads what the operator asks of webhooks, and says everything that is wrong with it.</summary>
internal static class WebhookRequests
{
    private const int LongestUrl = 2048;
    private const int LongestDescription = 500;

    public static Webhook Read(WebhookRequest request, long last, DateTimeOffset now)
    {
        var errors = new FieldErrors();
        var url = errors.Require("/url", request.Url) ? ReadUrl(errors, request.Url!) : null;
        var filter = ReadFilter(errors, request.Types, request.Modules);
        errors.Length("/description", request.Description, LongestDescription);
        CheckAfter(errors, request.After, last);
        errors.ThrowIfAny();
        return new Webhook
        {
            Id = Guid.CreateVersion7(now),
            Url = url!,
            Types = filter.Types,
            Modules = filter.Modules,
            Description = Given(request.Description),
            CreatedAt = now,
        };
    }

    /// <summary>What a change makes of a webhook.</summary>
    public static Func<Webhook, Webhook> Read(WebhookPatch patch, DateTimeOffset now)
    {
        var errors = new FieldErrors();
        var url = patch.Url is null ? null : ReadUrl(errors, patch.Url);
        var filter = ReadFilter(errors, patch.Types, patch.Modules);
        errors.Length("/description", patch.Description, LongestDescription);
        errors.ThrowIfAny();
        return webhook => webhook with
        {
            Url = url ?? webhook.Url,
            Types = patch.Types is null ? webhook.Types : filter.Types,
            Modules = patch.Modules is null ? webhook.Modules : filter.Modules,
            Description = patch.Description is null ? webhook.Description : Given(patch.Description),
            PausedAt = patch.Paused switch
            {
                null => webhook.PausedAt,
                true => webhook.PausedAt ?? now,
                false => null,
            },
        };
    }

    public static long Read(WebhookReplayRequest request, long last)
    {
        var errors = new FieldErrors();
        if (request.After is null)
        {
            errors.Add("/after", "required", "is required: the sequence after which events are sent again.");
        }

        CheckAfter(errors, request.After, last);
        errors.ThrowIfAny();
        return request.After!.Value;
    }

    private static void CheckAfter(FieldErrors errors, long? after, long last)
    {
        if (after < 0 || after > last)
        {
            errors.Add("/after", "range", $"must be from 0 to {last}, the newest sequence of the change log.");
        }
    }

    private static EventFilter ReadFilter(FieldErrors errors, IReadOnlyList<string>? types, IReadOnlyList<string>? modules) =>
        EventFilter.Read(errors, "/types", types ?? [], "/modules", modules ?? []);

    private static Uri? ReadUrl(FieldErrors errors, string text)
    {
        errors.Length("/url", text, LongestUrl);
        if (Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.UserInfo.Length == 0 && url.Fragment.Length == 0)
        {
            return url;
        }

        errors.Add("/url", "url", "must be an absolute http or https URL without user, password and fragment.");
        return null;
    }

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
