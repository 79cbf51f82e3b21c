namespace Busbar.Ocpi.Server.Routing;

/// <summary>What a request asks for, once its place and method are known.</summary>
internal enum Operation
{
    Versions,
    Details,
    GetCredentials,
    PostCredentials,
    PutCredentials,
    DeleteCredentials,
    List,
    GetReference,
    Authorize,
    SetChargingPreferences,
    CommandResult,
    GetObject,
    PutObject,
    PatchObject,
    DeleteObject,
    PostCdr,
    Command,
    GetProfile,
    SetProfile,
    ClearProfile,
    ActiveProfile,
    ProfileResult,
    ActivateTerminal,
    DeactivateTerminal,
    ChangeTerminal,
    PostPayment,
    GetPayment,
    RequestBooking,
}
