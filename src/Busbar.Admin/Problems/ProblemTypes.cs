namespace Busbar.Admin.Problems;

/// <summary>The kinds of problem that the operator API answers with; stable.</summary>
internal static class ProblemTypes
{
    public const string Invalid = "urn:busbar:problem:invalid-request";
    public const string InvalidObject = "urn:busbar:problem:invalid-object";
    public const string Unauthorized = "urn:busbar:problem:unauthorized";
    public const string NotFound = "urn:busbar:problem:not-found";
    public const string Conflict = "urn:busbar:problem:conflict";
    public const string Partner = "urn:busbar:problem:partner";
    public const string Unavailable = "urn:busbar:problem:unavailable";
    public const string Internal = "urn:busbar:problem:internal";

    /// <summary>For answers that the web server gives by itself (405, 415): the status says it all.</summary>
    public const string Plain = "about:blank";
}
