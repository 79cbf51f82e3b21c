namespace Busbar.Simulator.Reporting;

/// <summary>Is told what simulated platforms do. Called from many threads; must be quick.</summary>
public interface IRoamingObserver
{
    void OnEvent(RoamingEvent roamingEvent);
}
