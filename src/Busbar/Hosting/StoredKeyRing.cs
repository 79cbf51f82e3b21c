using System.Xml.Linq;
using Busbar.Core.Settings;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace Busbar.Hosting;

/// <summary>The key ring in the database: every process on it finds the same keys.</summary>
internal sealed class StoredKeyRing(IKeyRingStore store) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements() => [.. store.List().Select(XElement.Parse)];

    public void StoreElement(XElement element, string friendlyName) => store.Add(friendlyName, element.ToString(SaveOptions.DisableFormatting));
}
