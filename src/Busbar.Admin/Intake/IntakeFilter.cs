using Busbar.Admin.Queries;
using Busbar.Admin.Validation;
using Busbar.Core.Intake;
using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;
using Microsoft.AspNetCore.Mvc;

namespace Busbar.Admin.Intake;

/// <summary>Which records of the intake to list.</summary>
/// <param name="Connection">Only what this connection brought.</param>
/// <param name="Module">Only of this module.</param>
/// <param name="CountryCode">Only of this owner; goes with party_id.</param>
/// <param name="PartyId">Only of this owner; goes with country_code.</param>
/// <param name="Id">Only of the object with this id.</param>
/// <param name="Cursor">What the page before gave as next.</param>
/// <param name="Limit">1 to 1000.</param>
internal readonly record struct IntakeFilter(
    Guid? Connection,
    string? Module,
    [FromQuery(Name = "country_code")] string? CountryCode,
    [FromQuery(Name = "party_id")] string? PartyId,
    string? Id,
    string? Cursor,
    int? Limit)
{
    public IntakeQuery Read()
    {
        var errors = new FieldErrors();
        var module = Module;
        if (module is not null && OwnedModule.All.All(owned => owned.Module.Value != module))
        {
            errors.Add("module", "enum", $"must be one of {string.Join(", ", OwnedModule.All.Select(owned => owned.Module))}.");
        }

        IntakePlace place = default;
        if (Cursor is not null && !PlaceText.TryRead(Cursor, out place))
        {
            errors.Add("cursor", "cursor", "must be the next of an earlier page.");
        }

        PartyId? owner = CountryCode is null && PartyId is null ? null : PartyRules.ReadId(errors, "country_code", CountryCode, "party_id", PartyId);
        var limit = PageSize.Read(errors, Limit);
        errors.ThrowIfAny();
        return new IntakeQuery
        {
            Connection = Connection,
            Module = module is null ? null : ModuleId.From(module),
            Owner = owner,
            ObjectId = Id,
            After = Cursor is null ? null : place,
            Limit = limit,
        };
    }
}
