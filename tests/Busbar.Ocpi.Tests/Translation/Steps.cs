using System.Text;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Translation;
using Busbar.Ocpi.Translation.Common;
using Busbar.Ocpi.Wire.Common;

namespace Busbar.Ocpi.Tests.Translation;

/// <summary>The other two steps, on text, with what a gateway would know.</summary>
internal static class Steps
{
    public static TranslationContext Context { get; } = new() { Owner = new PartyId("NL", "ABC"), TokenOwner = new PartyId("DE", "DRV") };

    public static TranslationResult From211(ObjectType type, string json, TranslationContext? context = null) => Run(type, OcpiVersion.V211, OcpiVersion.V22, json, context);

    public static TranslationResult To211(ObjectType type, string json, TranslationContext? context = null) => Run(type, OcpiVersion.V22, OcpiVersion.V211, json, context);

    public static TranslationResult From22(ObjectType type, string json, TranslationContext? context = null) => Run(type, OcpiVersion.V22, OcpiVersion.V221, json, context);

    public static TranslationResult To22(ObjectType type, string json, TranslationContext? context = null) => Run(type, OcpiVersion.V221, OcpiVersion.V22, json, context);

    public static TranslationResult Run(ObjectType type, OcpiVersion from, OcpiVersion to, string json, TranslationContext? context = null) =>
        Translator.Translate(type, from, to, Encoding.UTF8.GetBytes(json), context ?? Context);

    public static TranslationResult Patch(ObjectType type, OcpiVersion from, OcpiVersion to, string json, TranslationContext? context = null) =>
        Translator.TranslatePatch(type, from, to, Encoding.UTF8.GetBytes(json), context ?? Context);

    /// <summary>Looks up objects that a test names.</summary>
    public sealed class Store(OcpiVersion version, params (string Id, string Json)[] objects) : IRelatedObjects
    {
        public RelatedObject? Location(string id) => Find(id);

        public RelatedObject? Tariff(string id) => Find(id);

        public RelatedObject? Token(string contractOrUid) => Find(contractOrUid);

        /// <summary>At which every connector is charged that a test's tariffs stand at.</summary>
        public decimal? Volts { get; init; }

        public decimal? Voltage(string tariff) => Volts;

        public string? OriginalId(string surrogate) => objects.Where(one => one.Id == surrogate).Select(one => one.Json).FirstOrDefault();

        private RelatedObject? Find(string id) => objects.Where(one => one.Id == id).Select(one => new RelatedObject(version, Encoding.UTF8.GetBytes(one.Json))).FirstOrDefault();
    }
}
