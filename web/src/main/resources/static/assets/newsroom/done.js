/** What was done, in words, by the name of the command. */
const DONE = {
  "add-comment": "Your comment is there.",
  "answer-query": "Your answer is there.",
  "approve-caption": "The caption is approved.",
  "assign-article": "The article is given to them.",
  "attach-editors-note": "The editor’s note is attached.",
  "break-glass": "It is open to you for an hour.",
  "caption": "The caption and the details of the picture are saved.",
  "confirm-claims": "Confirmed.",
  "correct-claim": "The claim is corrected.",
  "dispute-claim": "The claim is disputed.",
  "hold-article": "The story is on hold.",
  "kill-article": "The story is killed.",
  "lift-confidentiality": "The article is there for everybody again who reads at its desk.",
  "lift-embargo": "The embargo is lifted.",
  "make-confidential": "The article is there for its own people alone now.",
  "mark-not-checkable": "The claim is marked as not checkable.",
  "move-to-desk": "The article is on the other desk.",
  "pictures": "The picture is there.",
  "publish-article": "Published.",
  "query-claim": "The writer is asked.",
  "query-words": "The writer is asked.",
  "raise-claim": "A claim is raised.",
  "redact-words": "The words are taken out of the record.",
  "release-hold": "The hold is released.",
  "remove-picture": "The picture is taken out.",
  "reopen-captions": "The sign-off of the captions is taken back.",
  "reopen-claim": "The claim is open again.",
  "reopen-facts": "The sign-off of the facts is taken back.",
  "replace-words": "The words are replaced.",
  "request-changes": "The article is back with its writer.",
  "edit-comment": "Your comment says that now.",
  "resolve-comment": "The comment is resolved.",
  "restore-revision": "It is put back as a new revision.",
  "return-caption": "The caption is returned.",
  "revive-article": "The article is revived.",
  "schedule-publication": "The article is scheduled.",
  "set-embargo": "The embargo is set.",
  "sign-off-captions": "You have signed off the captions.",
  "sign-off-facts": "You have signed off the facts.",
  "spike-article": "The article is spiked.",
  "submit-for-checking": "The article is handed in for checking.",
  "unassign-article": "The article is taken from them.",
  "unschedule-publication": "The article is off the schedule.",
  "waive-check": "The check is waived.",
  "withdraw-claim": "The claim is withdrawn.",
};

/** What went out without: the values of the boxes, in words. */
const WAIVED = {
  FACTS: "the sign-off of the facts",
  CAPTIONS: "the sign-off of the captions",
};

/**
 * @param path to which the form was sent
 * @param fields what it said, as FormData
 */
export function done(path, fields) {
  const sentence = DONE[path.split(/[?#]/)[0].split("/").at(-1)] ?? "Done.";
  const waived = fields.getAll("waiving.checks:all").map(check => WAIVED[check]);
  return waived.length === 0 ? sentence : sentence.replace(/\.$/, `, waiving ${waived.join(" and ")}.`);
}
