using Busbar.Core.Connections;

namespace Busbar.Core.Registration;

/// <summary>Notes the steps of one handshake as they happen.</summary>
internal sealed class HandshakeRecorder(DateTimeOffset began)
{
    private readonly List<HandshakeStep> _steps = [];

    /// <summary>Whether no step failed so far.</summary>
    public bool Succeeded => _steps.TrueForAll(step => step.Succeeded);

    /// <summary>Takes one step and notes how it went; a failure is noted and thrown on.</summary>
    public async Task<T> StepAsync<T>(string what, Uri? url, Func<Task<T>> step, Func<T, string> message)
    {
        try
        {
            var result = await step();
            Add(what, url, true, message(result));
            return result;
        }
        catch (HandshakeException failure)
        {
            Add(what, url, false, failure.Message);
            throw;
        }
    }

    public void Note(string what, bool succeeded, string message, Uri? url = null) => Add(what, url, succeeded, message);

    /// <summary>Notes what was tolerated so far.</summary>
    public void NoteTolerated(IEnumerable<string> notes)
    {
        foreach (var note in notes)
        {
            Add("Tolerated a deviation", null, true, note);
        }
    }

    /// <summary>Notes a failure that no step has told of yet.</summary>
    public void Fail(string what, string message)
    {
        if (_steps.Count == 0 || _steps[^1].Succeeded || _steps[^1].Message != message)
        {
            Add(what, null, false, message);
        }
    }

    public HandshakeReport Report(bool succeeded) => new(began, succeeded, [.. _steps]);

    /// <summary>Without the URL's query and user, where some keep secrets.</summary>
    private void Add(string what, Uri? url, bool succeeded, string message) => _steps.Add(new HandshakeStep(
        what, url is null ? null : new Uri(url.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped)), succeeded, message));
}
