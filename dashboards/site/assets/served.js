// Nothing for a site of files. The live app, which shows the site as well, answers with app.js in the place of this file.
