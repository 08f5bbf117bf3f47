-- Why: a picture that stands in no article yet is seen by whoever sent it, and by nobody else.
CREATE TABLE IF NOT EXISTS people_picture (
    -- Of its bytes.
    sha256    CHAR(64)                 NOT NULL,
    person_id VARCHAR                  NOT NULL,
    sent_at   TIMESTAMP WITH TIME ZONE NOT NULL,
    PRIMARY KEY (sha256, person_id)
);
