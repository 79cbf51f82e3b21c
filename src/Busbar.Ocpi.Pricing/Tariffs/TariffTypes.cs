using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Tariffs;

namespace Busbar.Ocpi.Pricing.Tariffs;

/// <summary>Which type of tariff a session is for.</summary>
/// <remarks>OCPI chapter "Tariffs module / TariffType enum".</remarks>
public static class TariffTypes
{
    /// <summary>The type for a session; none is known for profiles that the standard does not name, and such a session is a regular one.</summary>
    /// <param name="preference">The profile in the driver's charging preferences; null when the driver stated none.</param>
    /// <param name="paidAtStation">Whether it is paid at the charge point, without a contract.</param>
    public static TariffType For(ProfileType? preference, bool paidAtStation = false) =>
        paidAtStation ? TariffType.AdHocPayment
        : preference == ProfileType.Cheap ? TariffType.ProfileCheap
        : preference == ProfileType.Fast ? TariffType.ProfileFast
        : preference == ProfileType.Green ? TariffType.ProfileGreen
        : TariffType.Regular;
}
