namespace Busbar.Ocpi.Wire.Repairs;

/// <summary>One thing that was mended in a document.</summary>
/// <param name="Path">Where, as a JSON Pointer into the document as it came ("/opening_times/regular_hours/0/weekday").</param>
/// <param name="Rule">One of <see cref="RepairRule"/>.</param>
/// <param name="Message">One sentence that names the property and what was done. Never holds a value.</param>
public sealed record AppliedRepair(string Path, string Rule, string Message);
