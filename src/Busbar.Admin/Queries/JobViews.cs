using System.Text.Json;
using Busbar.Admin.Contracts;
using Busbar.Core.Erasure;
using Busbar.Core.Jobs;

namespace Busbar.Admin.Queries;

/// <summary>Jobs as the operator sees them.</summary>
internal static class JobViews
{
    public static JobView Of(Job job) => new()
    {
        Id = job.Id,
        Kind = job.Kind,
        Connection = job.Connection,
        State = Words.Of(job.State),
        CreatedAt = job.CreatedAt,
        UpdatedAt = job.UpdatedAt,
        Progress = Parse(job.Kind == ErasureOrder.Kind ? ErasureProgress.Shown(job.Progress) : job.Progress),
        Result = Parse(job.Result),
        Problem = job.Problem,
    };

    private static JsonElement? Parse(string? json)
    {
        if (json is null)
        {
            return null;
        }

        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}
