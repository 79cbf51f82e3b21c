using Busbar.Admin.Contracts;
using Busbar.Core.Connections;
using Busbar.Ocpi.Model.Versions;

namespace Busbar.Admin.Validation;

/// <summary>What a partner profile in a request must look like, and how it changes the present one.</summary>
internal static class ProfileRules
{
    public static PartnerProfile Apply(FieldErrors errors, ProfileRequest? request, PartnerProfile present)
    {
        if (request is null)
        {
            return present;
        }

        errors.Range("/profile/page_size", request.PageSize, 1, 1000);
        errors.Range("/profile/concurrency", request.Concurrency, 1, 64);
        errors.Range("/profile/timeout_seconds", request.TimeoutSeconds, 1, 300);
        errors.Range("/profile/call_timeout_seconds", request.CallTimeoutSeconds, 1, 120);
        var encoding = present.TokenEncoding;
        if (request.TokenEncoding is { } text && !Enum.TryParse(text, ignoreCase: true, out encoding))
        {
            errors.Add("/profile/token_encoding", "enum", "must be \"base64\" or \"raw\".");
        }

        return present with
        {
            Required = ReadRequired(errors, request.Required) ?? present.Required,
            TokenEncoding = encoding,
            PageSize = request.PageSize ?? present.PageSize,
            Concurrency = request.Concurrency ?? present.Concurrency,
            Timeout = request.TimeoutSeconds is { } timeout ? TimeSpan.FromSeconds(timeout) : present.Timeout,
            CallTimeout = request.CallTimeoutSeconds is { } call ? TimeSpan.FromSeconds(call) : present.CallTimeout,
            Push = request.Push ?? present.Push,
            Patch = request.Patch ?? present.Patch,
            Strict = request.Strict ?? present.Strict,
            Modules = ReadModules(errors, request.Modules, present.Modules),
        };
    }

    private static ModuleSwitches ReadModules(FieldErrors errors, IReadOnlyDictionary<string, string>? request, ModuleSwitches present)
    {
        foreach (var (name, word) in request ?? new Dictionary<string, string>())
        {
            var module = ModuleId.From(name);
            if (module == ModuleId.Credentials)
            {
                errors.Add($"/profile/modules/{name}", "fixed", "cannot be switched: without credentials there is no connection.");
            }
            else if (word is null or "default")
            {
                present = present.With(module, null);
            }
            else if (Enum.TryParse<ModuleUse>(word, ignoreCase: true, out var use) && Enum.IsDefined(use) && !char.IsAsciiDigit(word[0]))
            {
                present = present.With(module, use);
            }
            else
            {
                errors.Add($"/profile/modules/{name}", "enum", "must be one of off, sender, receiver, both, default.");
            }
        }

        return present;
    }

    private static List<RequiredEndpoint>? ReadRequired(FieldErrors errors, IReadOnlyList<string>? request)
    {
        if (request is null)
        {
            return null;
        }

        var required = new List<RequiredEndpoint>();
        for (var index = 0; index < request.Count; index++)
        {
            var parts = (request[index] ?? "").Split('/');
            if (parts is [{ Length: > 0 } module, { } role] && role.ToUpperInvariant() is "SENDER" or "RECEIVER")
            {
                required.Add(new RequiredEndpoint(ModuleId.From(module.ToLowerInvariant()), InterfaceRole.From(role.ToUpperInvariant())));
            }
            else
            {
                errors.Add($"/profile/required/{index}", "endpoint", "must be a module and a role, like \"locations/SENDER\".");
            }
        }

        return required;
    }
}
