namespace Busbar.Core.Connections;

/// <summary>What is done with a partner's CDRs once they are checked.</summary>
public enum CdrPolicy
{
    /// <summary>Every CDR is passed on at once; the verdict is a mark on it.</summary>
    Accept,

    /// <summary>A CDR is passed on once it was found right; any other waits for the operator.</summary>
    Hold,

    /// <summary>As <see cref="Hold"/>, and a CDR that does not cost what its tariff says is disputed without asking.</summary>
    Dispute,
}
