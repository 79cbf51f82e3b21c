using Busbar.Ocpi.Translation.Common;

namespace Busbar.Ocpi.Translation.Tariffs;

/// <summary>
/// The text of 2.1.1 lets the first matching element price everything; from 2.2 on each dimension looks for its own. For an operator that takes the text at its word
/// an element says what it does not price: what it leaves out and a later one prices costs nothing there (X-TAR-12).
/// </summary>
internal static class FirstElement
{
    public static void Spell(Place tariff)
    {
        var later = new HashSet<string>(StringComparer.Ordinal);
        var elements = new List<Place>();
        foreach (var element in tariff.Objects("elements"))
        {
            elements.Add(element);
        }

        for (var i = elements.Count - 1; i >= 0; i--)
        {
            var own = new HashSet<string>(StringComparer.Ordinal);
            foreach (var component in elements[i].Objects("price_components"))
            {
                if (component.Text("type") is { } dimension)
                {
                    own.Add(dimension);
                }
            }

            if (elements[i].Node.Find("price_components") is { Kind: System.Text.Json.JsonValueKind.Array } list)
            {
                foreach (var dimension in later.Where(dimension => !own.Contains(dimension)).Order(StringComparer.Ordinal))
                {
                    list.Add(Node.NewObject(("type", Node.Text(dimension)), ("price", Node.Number(0)), ("step_size", Node.Number(1))));
                    elements[i].Lost(
                        "price_components", "X-TAR-12", LossKind.Defaulted,
                        "For this operator the first matching element prices everything; what it does not name costs nothing, which the target version has to be told.");
                }
            }

            later.UnionWith(own);
        }
    }
}
