using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Busbar.Admin.Contracts;
using Busbar.Admin.Validation;
using Busbar.Core.Calls;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Wire.Common;
using Busbar.Ocpi.Wire.Validation;

namespace Busbar.Admin.Calls;

/// <summary>What belongs to the result of a request about a charging profile.</summary>
internal static class ProfileResultRules
{
    /// <param name="errors">Takes what is wrong.</param>
    /// <param name="call">The request about a charging profile; null for a call of another module.</param>
    /// <param name="request">The result.</param>
    public static void Check(FieldErrors errors, Call? call, CallResultRequest request)
    {
        var asked = call?.Type == ProfileCall.Get;
        if (Text(request) is not { } profile)
        {
            if (asked && request.Result == "ACCEPTED")
            {
                errors.Add("profile", "required", "is required with ACCEPTED: it is what was asked for.");
            }
        }
        else if (!asked)
        {
            errors.Add("profile", "unused", "belongs to the result of GET_CHARGING_PROFILE.");
        }
        else
        {
            foreach (var finding in ObjectValidator.Validate(ObjectType.ActiveChargingProfile, OcpiVersion.V230, Encoding.UTF8.GetBytes(profile)).Findings)
            {
                if (finding.Severity == Severity.Error)
                {
                    errors.Add("profile" + finding.Path, finding.Rule, finding.Message);
                }
            }
        }
    }

    public static JsonNode? Read(CallResultRequest request) => Text(request) is { } profile ? JsonNode.Parse(profile) : null;

    private static string? Text(CallResultRequest request) =>
        request.Profile is { ValueKind: not (JsonValueKind.Null or JsonValueKind.Undefined) } profile ? profile.GetRawText() : null;
}
