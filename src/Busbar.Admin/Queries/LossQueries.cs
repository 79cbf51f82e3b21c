using System.Globalization;
using Busbar.Admin.Contracts;
using Busbar.Core.Losses;
using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;

namespace Busbar.Admin.Queries;

/// <summary>What partners are not shown, for the operator API and the console.</summary>
public sealed class LossQueries(LossReader reader)
{
    public async Task<Page<ObjectLossView>> ListAsync(LossQuery query, CancellationToken cancellation)
    {
        var page = await reader.ReadAsync(query, cancellation);
        return new Page<ObjectLossView>
        {
            Items = [.. page.Items.Select(Of)],
            Next = page.Next is { } next ? string.Create(CultureInfo.InvariantCulture, $"{next.Module}:{next.Ordinal}") : null,
        };
    }

    public static bool TryReadPlace(string text, out LossPlace place)
    {
        var colon = text.LastIndexOf(':');
        place = default;
        if (colon < 1 || !long.TryParse(text[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var ordinal)
            || !OwnedModule.TryGet(ModuleId.From(text[..colon]), out var module))
        {
            return false;
        }

        place = new LossPlace(module.Module, ordinal);
        return true;
    }

    private static ObjectLossView Of(ObjectLosses losses)
    {
        var token = losses.Key.Module == ModuleId.Tokens ? TokenKey.Parse(losses.Key.Id) : default;
        return new ObjectLossView
        {
            Module = losses.Key.Module.Value,
            CountryCode = losses.Key.Owner.CountryCode,
            PartyId = losses.Key.Owner.Code,
            Id = token.Uid ?? losses.Key.Id,
            TokenType = token.Type,
            From = losses.From.Number(),
            To = losses.To.Number(),
            Withheld = losses.Withheld is not null,
            Reason = losses.Withheld,
            Losses = [.. losses.Losses.Select(loss => new LossView
            {
                Path = loss.Path,
                Rule = loss.Rule,
                Kind = Words.Of(loss.Kind),
                Message = loss.Message,
                PriceRelevant = loss.PriceRelevant,
            })],
        };
    }
}
