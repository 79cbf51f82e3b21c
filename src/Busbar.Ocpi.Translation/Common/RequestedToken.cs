using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Translation.Common;

/// <summary>The token that a real-time authorization was asked for.</summary>
/// <param name="Uid">Its uid in the request.</param>
/// <param name="Type">Its type in the request; RFID when the request named none.</param>
public readonly record struct RequestedToken(string Uid, TokenType Type);
