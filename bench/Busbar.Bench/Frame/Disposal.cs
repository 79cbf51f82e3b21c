namespace Busbar.Bench.Frame;

/// <summary>Ends what was begun: a scenario whose preparation failed has only some of its parts.</summary>
internal static class Disposal
{
    public static async ValueTask OfAsync(params IReadOnlyList<IAsyncDisposable?> parts)
    {
        foreach (var part in parts)
        {
            if (part is not null)
            {
                await part.DisposeAsync();
            }
        }
    }
}
