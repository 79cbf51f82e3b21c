using Busbar.Core.Objects;

namespace Busbar.Endpoints.Objects;

/// <summary>A page as it was assembled, with what is needed to tell whether it is still true.</summary>
/// <param name="Joined">Its objects, joined by commas.</param>
/// <param name="Keys">The hash codes of their keys.</param>
/// <param name="Since">The moment before it was read.</param>
/// <param name="Total">How many objects there were over all pages.</param>
/// <param name="More">Whether others followed.</param>
/// <param name="Last">The ordinal of the last object.</param>
internal sealed record KeptPage(byte[] Joined, int[] Keys, ObjectMoment Since, long Total, bool More, long Last);
