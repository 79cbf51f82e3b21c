namespace Busbar.Admin.Validation;

/// <summary>How many items a page of the operator API has.</summary>
internal static class PageSize
{
    public const int Default = 100;
    public const int Largest = 1000;

    public static int Read(FieldErrors errors, int? limit)
    {
        errors.Range("limit", limit, 1, Largest);
        return limit ?? Default;
    }
}
