// The page that Excel shows.
