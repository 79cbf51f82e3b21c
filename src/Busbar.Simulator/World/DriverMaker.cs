using System.Globalization;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Tokens;

namespace Busbar.Simulator.World;

/// <summary>The customers of a simulated provider. One in fifteen has a blocked card.</summary>
internal static class DriverMaker
{
    private static readonly string[] Names =
        ["Anna", "Bram", "Chloe", "Daan", "Emma", "Finn", "Gita", "Hugo", "Iris", "Jens", "Kato", "Lars", "Mila", "Noor", "Olaf", "Puck", "Quint", "Rosa", "Sem", "Tess"];

    public static IReadOnlyList<Driver> Make(PartyId provider, string issuer, int count, Chance chance, DateTimeOffset now) =>
    [
        .. Enumerable.Range(1, count).Select(number =>
        {
            var app = chance.In100(35);
            return new Driver(Names[(number - 1) % Names.Length], new Token
            {
                CountryCode = provider.CountryCode,
                PartyId = provider.Code,
                Uid = string.Create(CultureInfo.InvariantCulture, $"{(app ? "APP" : "04A1B2")}{number:000000}"),
                Type = app ? TokenType.AppUser : TokenType.Rfid,
                ContractId = string.Create(CultureInfo.InvariantCulture, $"{provider.CountryCode}-{provider.Code}-C{number:00000000}-X"),
                Issuer = issuer,
                Valid = number % 15 != 0,
                Whitelist = app ? WhitelistType.Never : WhitelistType.Allowed,
                LastUpdated = now,
            });
        }),
    ];
}
