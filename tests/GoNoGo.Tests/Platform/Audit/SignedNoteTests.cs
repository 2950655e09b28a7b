using GoNoGo.Platform.Audit.Notes;
using GoNoGo.Platform.Privacy;

namespace GoNoGo.Tests.Platform.Audit;

/// <summary>Notes and checkpoints are those of C2SP, so that the tools of others read them.</summary>
public sealed class SignedNoteTests
{
    // The example of golang.org/x/mod/sumdb/note, whose format C2SP signed-note took over.
    private const string Name = "PeterNeumann";
    private const string VerifierText = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    private const string SeedAfterAlgorithm = "AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
    private const string Text = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
    private const string Line =
        "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=";

    private static readonly Key PublishedKey = new(1, Convert.FromBase64String(SeedAfterAlgorithm)[1..]);

    [Fact]
    public void A_note_is_signed_as_the_published_example()
    {
        var note = SignedNote.Sign(Text, Name, PublishedKey);

        Assert.Equal($"{Text}\n{Line}\n", note.ToString());
        Assert.Equal(VerifierText, new VerifierKey(Name, PublishedKey.VerifyingKey()).ToString());
    }

    [Fact]
    public void A_note_verifies_under_its_key_and_name_and_under_no_other()
    {
        var note = SignedNote.Parse($"{Text}\n{Line}\n");
        var key = VerifierKey.Parse(VerifierText);

        Assert.NotNull(note);
        Assert.NotNull(key);
        Assert.True(key.Verifies(note));
        Assert.False(key.Verifies(note with { Text = Text + "More.\n" }));
        Assert.False(new VerifierKey("Other", PublishedKey.VerifyingKey()).Verifies(note));
        Assert.False(new VerifierKey(Name, new Key(1, new byte[Key.Length]).VerifyingKey()).Verifies(note));
    }

    [Theory]
    [InlineData("")]
    [InlineData("text\n")]
    [InlineData("text\n\nno signature\n")]
    [InlineData("text\n\n— name AAAA\n")]
    [InlineData("text\n\n— name AAAAAAAA")]
    [InlineData("te\txt\n\n— name AAAAAAAA\n")]
    public void What_is_no_note_is_told_apart(string text) => Assert.Null(SignedNote.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("PeterNeumann+c74f20a3")]
    [InlineData("PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")]
    [InlineData("Peter Neumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")]
    [InlineData("PeterNeumann+c74f20a3+AQ==")]
    public void What_is_no_verifier_key_is_told_apart(string text) => Assert.Null(VerifierKey.Parse(text));

    [Fact]
    public void A_checkpoint_states_origin_size_and_root()
    {
        var checkpoint = new Checkpoint("blog.example.org/audit", 7, new byte[32]);

        Assert.Equal("blog.example.org/audit\n7\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n", checkpoint.Text);
        Assert.Equal(("blog.example.org/audit", 7L), (Checkpoint.Parse(checkpoint.Text)?.Origin, Checkpoint.Parse(checkpoint.Text)?.Size));
        Assert.Null(Checkpoint.Parse(checkpoint.Text.Replace("\n7\n", "\n07\n", StringComparison.Ordinal)));
        Assert.Null(Checkpoint.Parse(checkpoint.Text.Replace("\n7\n", "\n-7\n", StringComparison.Ordinal)));
        Assert.Null(Checkpoint.Parse("blog.example.org/audit\n7\nAAAA\n"));
    }
}
