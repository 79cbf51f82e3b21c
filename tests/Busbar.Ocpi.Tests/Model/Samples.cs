namespace Busbar.Ocpi.Tests.Model;

/// <summary>Small documents of our own, with an unknown member and an unknown enumeration value in each.</summary>
internal static class Samples
{
    public const string Location = """
        {"country_code":"NL","party_id":"ABC","id":"LOC1","publish":true,"address":"Kade 1","city":"Delft","postal_code":"2611AA",
         "country":"NLD","coordinates":{"latitude":"52.01100","longitude":"4.35710","altitude_hint":3},"parking_type":"ON_ROOF",
         "evses":[{"uid":"E1","evse_id":"NL*ABC*E1","status":"AVAILABLE","capabilities":["RFID_READER","TELEPORT"],
           "connectors":[{"id":"1","standard":"IEC_62196_T2","format":"SOCKET","power_type":"AC_3_PHASE","max_voltage":230,
             "max_amperage":32,"tariff_ids":["T1"],"vendor_colour":"blue","last_updated":"2025-03-01T10:00:00Z"}],
           "last_updated":"2025-03-01T10:00:00Z"}],
         "time_zone":"Europe/Amsterdam","opening_times":{"twentyfourseven":true},"help_phone":"+31201234567",
         "vendor_extra":{"deep":[1.00,{"x":null}]},"last_updated":"2025-03-01T10:00:00.500Z"}
        """;

    public const string Tariff = """
        {"country_code":"NL","party_id":"ABC","id":"T1","currency":"EUR","type":"NIGHT_OWL",
         "min_price":{"before_taxes":0.50},"elements":[{"price_components":[{"type":"ENERGY","price":0.2500,"vat":21.0,"step_size":1}],
         "restrictions":{"day_of_week":["MONDAY"],"min_kwh":1.0,"vendor_rule":"x"}}],"tax_included":"N/A","vendor":1E2,
         "last_updated":"2025-03-01T10:00:00Z"}
        """;

    public const string TariffV22 = """
        {"country_code":"NL","party_id":"ABC","id":"T1","currency":"EUR","min_price":{"excl_vat":0.50,"incl_vat":0.605},
         "elements":[{"price_components":[{"type":"ENERGY","price":0.2500,"vat":21.0,"step_size":1}]}],"vendor":"v",
         "last_updated":"2025-03-01T10:00:00Z"}
        """;

    public const string Token = """
        {"country_code":"DE","party_id":"DRV","uid":"TEST0001","type":"FACE","contract_id":"DE-DRV-TEST01","issuer":"Driver Co",
         "valid":true,"whitelist":"ALLOWED","language":"de","energy_contract":{"supplier_name":"Wind","tier":"gold"},
         "last_updated":"2025-03-01T10:00:00Z"}
        """;

    public const string Session = """
        {"country_code":"NL","party_id":"ABC","id":"S1","start_date_time":"2025-03-01T10:00:00Z","kwh":1.2300,
         "cdr_token":{"country_code":"DE","party_id":"DRV","uid":"TEST0001","type":"RFID","contract_id":"DE-DRV-TEST01","shade":1,"unknown":"kept"},
         "auth_method":"TELEPATHY","location_id":"LOC1","evse_uid":"E1","connector_id":"1","currency":"EUR",
         "charging_periods":[{"start_date_time":"2025-03-01T10:00:00Z","dimensions":[{"type":"ENERGY","volume":1.2300}]}],
         "total_cost":{"before_taxes":1.00,"taxes":[{"name":"VAT","percentage":21.0,"amount":0.21}]},"status":"ACTIVE","vendor":[],
         "last_updated":"2025-03-01T10:05:00Z"}
        """;

    public const string Cdr = """
        {"country_code":"NL","party_id":"ABC","id":"C1","start_date_time":"2025-03-01T10:00:00Z","end_date_time":"2025-03-01T11:00:00Z",
         "session_id":"S1","cdr_token":{"country_code":"DE","party_id":"DRV","uid":"TEST0001","type":"RFID","contract_id":"DE-DRV-TEST01"},
         "auth_method":"WHITELIST","cdr_location":{"id":"LOC1","address":"Kade 1","city":"Delft","country":"NLD",
         "coordinates":{"latitude":"52.01100","longitude":"4.35710"},"evse_uid":"E1","evse_id":"NL*ABC*E1","connector_id":"1",
         "connector_standard":"MCS","connector_format":"CABLE","connector_power_type":"DC"},"currency":"EUR",
         "charging_periods":[{"start_date_time":"2025-03-01T10:00:00Z","dimensions":[{"type":"ENERGY","volume":10.000},{"type":"JOY","volume":1}],
         "tariff_id":"T1"}],"total_cost":{"before_taxes":2.50,"taxes":[]},"total_energy":10.000,"total_time":1.0000,"vendor":"kept",
         "last_updated":"2025-03-01T11:00:01Z"}
        """;

    public const string SessionV22 = """
        {"country_code":"NL","party_id":"ABC","id":"S1","start_date_time":"2025-03-01T10:00:00Z","kwh":1.2300,
         "cdr_token":{"country_code":"DE","party_id":"DRV","uid":"TEST0001","type":"RFID","contract_id":"DE-DRV-TEST01"},
         "auth_method":"COMMAND","location_id":"LOC1","evse_uid":"E1","connector_id":"1","currency":"EUR",
         "total_cost":{"excl_vat":1.00,"incl_vat":1.21},"status":"ACTIVE","last_updated":"2025-03-01T10:05:00Z"}
        """;

    public const string CdrV22 = """
        {"country_code":"NL","party_id":"ABC","id":"C1","start_date_time":"2025-03-01T10:00:00Z","end_date_time":"2025-03-01T11:00:00Z",
         "cdr_token":{"country_code":"DE","party_id":"DRV","uid":"TEST0001","type":"RFID","contract_id":"DE-DRV-TEST01"},
         "auth_method":"WHITELIST","cdr_location":{"id":"LOC1","address":"Kade 1","city":"Delft","country":"NLD",
         "coordinates":{"latitude":"52.01100","longitude":"4.35710"},"evse_uid":"E1","evse_id":"NL*ABC*E1","connector_id":"1",
         "connector_standard":"IEC_62196_T2_COMBO","connector_format":"CABLE","connector_power_type":"DC"},"currency":"EUR",
         "charging_periods":[{"start_date_time":"2025-03-01T10:00:00Z","dimensions":[{"type":"ENERGY","volume":10.000}]}],
         "total_cost":{"excl_vat":2.50},"total_energy":10.000,"total_energy_cost":{"excl_vat":2.50,"incl_vat":3.025},"total_time":1.0000,
         "home_charging_compensation":false,"last_updated":"2025-03-01T11:00:01Z"}
        """;

    public const string StartSession = """
        {"response_url":"https://gateway.example/ocpi/2.3.0/sender/commands/START_SESSION/1","location_id":"LOC1","evse_uid":"E1","vendor":true,
         "token":{"country_code":"DE","party_id":"DRV","uid":"TEST0001","type":"RFID","contract_id":"DE-DRV-TEST01","issuer":"Driver Co",
         "valid":true,"whitelist":"NEVER","last_updated":"2025-03-01T10:00:00Z"}}
        """;

    public const string Credentials = """
        {"token":"TEST-not-a-secret","url":"https://cpo.example/ocpi/versions","hub_party_id":"NLHUB","vendor":"v",
         "roles":[{"role":"BARISTA","party_id":"ABC","country_code":"NL","business_details":{"name":"ABC Charging","slogan":"zap"}}]}
        """;
}
