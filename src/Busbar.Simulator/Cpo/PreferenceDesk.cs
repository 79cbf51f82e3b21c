using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Sessions;

namespace Busbar.Simulator.Cpo;

/// <summary>What a charge point says to a driver's wishes: it charges regularly, fast or cheaply, and for the last it has to know until when how much is needed.</summary>
internal static class PreferenceDesk
{
    public static ChargingPreferencesResponse Judge(ChargingPreferences wanted, decimal powerKw, DateTimeOffset now)
    {
        if (wanted.ProfileType != ProfileType.Regular && wanted.ProfileType != ProfileType.Fast && wanted.ProfileType != ProfileType.Cheap)
        {
            return ChargingPreferencesResponse.ProfileTypeNotSupported;
        }

        if (wanted.ProfileType == ProfileType.Cheap && wanted.DepartureTime is null)
        {
            return ChargingPreferencesResponse.DepartureRequired;
        }

        if (wanted.ProfileType == ProfileType.Cheap && wanted.EnergyNeed is null)
        {
            return ChargingPreferencesResponse.EnergyNeedRequired;
        }

        return wanted is { DepartureTime: { } departure, EnergyNeed: { } energy } && energy > powerKw * (decimal)Math.Max(0, (departure - now).TotalHours)
            ? ChargingPreferencesResponse.NotPossible
            : ChargingPreferencesResponse.Accepted;
    }
}
