namespace Busbar.Core.Delivery;

/// <summary>Port: told of every authenticated request of a partner. A partner that speaks is there: a delivery that backs off tries again at once.</summary>
public interface IPartnerActivity
{
    /// <summary>Quick, never throws, may be called for every request.</summary>
    void Heard(Guid connection);
}
