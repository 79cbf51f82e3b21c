namespace Busbar.Ocpi.Wire.Http;

/// <summary>A status code of the OCPI layer: the status_code of an answer. Unknown codes keep their number.</summary>
/// <remarks>OCPI chapter "Status codes". 4xxx exists since 2.2, 4000 itself since 2.2.1.</remarks>
/// <param name="Code">The four-digit number.</param>
public readonly record struct OcpiStatus(int Code)
{
    /// <summary>1000: success.</summary>
    public static OcpiStatus Success { get; } = new(1000);

    /// <summary>2000: generic client error.</summary>
    public static OcpiStatus ClientError { get; } = new(2000);

    /// <summary>2001: invalid or missing parameters.</summary>
    public static OcpiStatus InvalidParameters { get; } = new(2001);

    /// <summary>2002: not enough information, for example to authorize a token.</summary>
    public static OcpiStatus NotEnoughInformation { get; } = new(2002);

    /// <summary>2003: unknown Location.</summary>
    public static OcpiStatus UnknownLocation { get; } = new(2003);

    /// <summary>2004: unknown Token (since 2.2).</summary>
    public static OcpiStatus UnknownToken { get; } = new(2004);

    /// <summary>3000: generic server error.</summary>
    public static OcpiStatus ServerError { get; } = new(3000);

    /// <summary>3001: the client's own interface cannot be used.</summary>
    public static OcpiStatus UnableToUseClientApi { get; } = new(3001);

    /// <summary>3002: unsupported version.</summary>
    public static OcpiStatus UnsupportedVersion { get; } = new(3002);

    /// <summary>3003: no matching endpoints, or expected endpoints missing.</summary>
    public static OcpiStatus NoMatchingEndpoints { get; } = new(3003);

    /// <summary>4000: generic hub error.</summary>
    public static OcpiStatus HubError { get; } = new(4000);

    /// <summary>4001: the receiver in the TO headers is unknown to the hub.</summary>
    public static OcpiStatus UnknownReceiver { get; } = new(4001);

    /// <summary>4002: a forwarded request was not answered in time.</summary>
    public static OcpiStatus ForwardTimeout { get; } = new(4002);

    /// <summary>4003: the receiver is known and not connected.</summary>
    public static OcpiStatus ConnectionProblem { get; } = new(4003);

    /// <summary>Whether the code is of the success range, 1000 to 1999.</summary>
    public bool IsSuccess => Code is >= 1000 and < 2000;

    /// <summary>The generic code of this code's range: an unknown code is treated like it (STA-024).</summary>
    public OcpiStatus Generic => new(Code / 1000 * 1000);

    /// <inheritdoc/>
    public override string ToString() => Code.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
