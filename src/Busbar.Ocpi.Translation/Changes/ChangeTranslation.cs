using Busbar.Ocpi.Translation.Common;

namespace Busbar.Ocpi.Translation.Changes;

/// <summary>A change of an object, in the target version.</summary>
/// <param name="After">The whole object after the change, with its losses, or the reason why it has no form: then it must be taken back where it was sent.</param>
/// <param name="Parts">
/// The least to send to somebody who knows the object before, in the order of sending: a PATCH where every difference gives a member a value, else the
/// smallest whole part. A PATCH that changes nothing but the time of change is given when nothing else is. Empty when the two do not differ at all,
/// or the object has no form.
/// </param>
public sealed record ChangeTranslation(TranslationResult After, IReadOnlyList<PartChange> Parts);
