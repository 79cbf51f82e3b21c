namespace Busbar.EndToEnd.Tests.Matrix;

/// <summary>
/// By which rules the documents of the charging story lose something between two versions, in order. Everything that a version of the story's documents
/// says beyond an older one is here: what is not reported would have vanished in silence.
/// </summary>
internal static class MatrixLosses
{
    private const string Oldest = "2.1.1";
    private const string Newest = "2.3.0";

    /// <summary>
    /// The telephone number for drivers is of 2.3.0; the state and chip cards are of 2.2. 2.1.1 asks for a type that these Locations do not say, and cannot
    /// say whether they are public.
    /// </summary>
    public static string[] Location(string from, string to) => (from, to) switch
    {
        (Newest, Oldest) => ["X-EVS-03", "X-LOC-03", "X-LOC-09", "X-LOC-12"],
        (Newest, not Newest) => ["X-LOC-12"],
        (not Oldest, Oldest) => ["X-EVS-03", "X-LOC-03", "X-LOC-09"],
        (Oldest, not Oldest) => ["X-LOC-04"],
        _ => [],
    };

    /// <summary>Types of tariffs are of 2.2.</summary>
    public static string[] Tariff(string from, string to) => Falls(from, to) ? ["X-TAR-02"] : [];

    /// <summary>Groups of tokens are of 2.2.</summary>
    public static string[] Token(string from, string to) => Falls(from, to) ? ["X-TOK-05"] : [];

    /// <summary>How it was authorized by a command, and the reference of that, are of 2.2. Before it a session held its whole location.</summary>
    public static string[] Session(string from, string to) => (from, to) switch
    {
        (not Oldest, Oldest) => ["X-SES-04", "X-SES-06"],
        (Oldest, not Oldest) => ["X-SES-07"],
        _ => [],
    };

    /// <summary>
    /// Taxes by name are of 2.3.0; the price with tax, a session's id, and how it was authorized by a command are of 2.2. Before it a CDR held its whole
    /// location.
    /// </summary>
    public static string[] Cdr(string from, string to) => (from, to) switch
    {
        (Newest, Oldest) => ["X-CDR-04", "X-SES-04", "X-SES-06", "X-TYP-3", "X-TYP-4"],
        (Newest, not Newest) => ["X-TYP-3"],
        (not Oldest, Oldest) => ["X-CDR-04", "X-SES-04", "X-SES-06", "X-TYP-4"],
        (Oldest, not Oldest) => ["X-CDR-06"],
        _ => [],
    };

    private static bool Falls(string from, string to) => from != Oldest && to == Oldest;
}
