"""The ways of the endpoint that takes what visitors write, all below /conversation/.

Nothing is baked below that address but the feed of all comments, which is a file. Posts are
forms (application/x-www-form-urlencoded); `Accept: application/json` asks for JSON.
"""

from django.urls import path

from matinee.discussion import own_views, report_views, views

urlpatterns = [
    path("ticket/", views.ticket),
    path("post/", views.post),
    path("preview/", views.preview),
    path("write/<int:film>/", views.write),
    path("reply/<int:pk>/", views.reply),
    path("yours/<str:token>/", own_views.own),
    path("report/<int:pk>/", report_views.report),
    path("notices/confirm/<str:token>/", own_views.confirm_notices),
    path("notices/leave/<str:token>/", own_views.leave_notices),
]
