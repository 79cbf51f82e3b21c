namespace Busbar.Delivery.Push;

/// <summary>What the two status codes of an answer mean for the delivery.</summary>
internal static class AnswerReading
{
    /// <param name="http">The HTTP status.</param>
    /// <param name="ocpi">The OCPI status code; null when the body had none.</param>
    /// <param name="bodyRequired">Whether a success without an OCPI body is no success (GET).</param>
    public static AnswerKind KindOf(int http, int? ocpi, bool bodyRequired) => http switch
    {
        401 => AnswerKind.Unauthorized,
        408 => AnswerKind.Unreachable,
        429 => AnswerKind.Throttled,
        502 or 503 or 504 => AnswerKind.Unreachable,
        >= 500 => AnswerKind.Failing,
        >= 200 and < 300 => ocpi switch
        {
            >= 1000 and < 2000 => AnswerKind.Accepted,
            null => bodyRequired ? AnswerKind.Refused : AnswerKind.Accepted,
            _ => AnswerKind.Refused,
        },
        _ => AnswerKind.Refused,
    };

    /// <summary>Whether the partner may have acted although the answer is no yes: the answer came from something on the way, or not in time.</summary>
    public static bool IsUncertain(int http) => http is 408 or 500 or 502 or 504;
}
